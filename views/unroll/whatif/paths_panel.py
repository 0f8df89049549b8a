"""The panel *paths*: the paths of the picked contribution, one by one."""

from ...address.settings import Selection
from ...model.model import Model
from ...shell.say import say
from ...shell.selection import set_selection
from ...shell.sidebar import Sidebar
from . import components
from .paths import path_rows, story, strongest


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the strongest paths, the sum of the others, and the total."""
    paths = strongest(net, selection)
    say(story(net, selection, paths))
    if len(paths.values):
        components.rows("paths", path_rows(paths, selection), set_selection)

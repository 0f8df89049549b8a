"""The panel *compare*: in which setting a second network differs."""

from ...address.settings import Selection
from ...model.compare import other_network
from ...model.model import Model
from ...shell.difference import draw_difference
from ...shell.say import say
from ...shell.sidebar import Sidebar
from ...shell.training import restore_training
from .compare import compared, story


def panel(net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw what differs and its other value; what follows is said in one sentence."""
    difference = draw_difference(net.config, "What differs")
    if difference is not None:
        restore_training(other_network(net.config, difference)[0])
        say(story(compared(net, difference), selection, view.reduction))

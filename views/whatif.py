"""What if: the panels below the network, of which one at most is open."""

from importlib import import_module

import streamlit as st

from .controls import radio
from .model import Model
from .settings import SETTINGS, Number, Selection
from .sidebar import Sidebar

ABOUT = (
    "nudge: move one instance of the weight and watch every loss. step: one step of "
    "gradient descent. edit: any weight or word. truncate: cut the way back short. "
    "paths: the units that the contribution travels through. largest: where to go next."
)


def choose() -> str:
    """Draw the choice of panels; the one that is open, or "none"."""
    return radio("whatif", "What if", ABOUT)


def window(panel: str, steps: int) -> int:
    """The window of truncation that the pictures show; 0 while its panel is shut."""
    setting = SETTINGS["window"]
    assert isinstance(setting, Number)
    asked = st.session_state.get("window", setting.default)
    return min(int(asked), steps) if panel == "truncate" else 0


def show(panel: str, net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the open panel, whose module is imported only now."""
    if panel != "none":
        import_module(f".whatif_{panel}", __package__).panel(net, view, selection)

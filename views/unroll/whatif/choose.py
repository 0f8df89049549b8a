"""The choice of a what-if panel below the network; one at most is open."""

from collections.abc import Callable

import streamlit as st

from ...address.settings import Selection, number_setting
from ...model.compare import read_difference
from ...model.model import Model
from ...shell.controls import radio
from ...shell.sidebar import Sidebar
from .compare import Side, compared

Panel = Callable[[Model, Sidebar, Selection], None]

ABOUT = (
    "nudge: move one instance of the weight and watch every loss. step: one step of "
    "gradient descent. edit: any weight or word. truncate: cut the way back short. "
    "paths: the units that the contribution travels through. largest: where to go "
    "next. compare: the same view of a second network that differs in one setting."
)

PLAIN = (
    "Off",
    "Change one copy",
    "Gradient step",
    "Edit weights",
    "Cut the history",
    "Follow paths",
    "Biggest terms",
    "Two networks",
)
"""What the panels do, in plain words."""


def draw_panel_choice() -> str:
    """Draw the choice of panels; returns the open one, or "none"."""
    return radio("whatif", "What if", ABOUT, PLAIN)


def shown_window(panel: str, steps: int) -> int:
    """The truncation window that the pictures show; 0 while its panel is closed."""
    setting = number_setting("window")
    asked = st.session_state.get("window", setting.default)
    return min(int(asked), steps) if panel == "truncate" else 0


def shown_sides(panel: str, net: Model, window: int) -> tuple[Side, ...]:
    """The networks that the pictures show: two while their panel is open, else one."""
    if panel == "compare":
        difference, _ = read_difference(st.session_state["compare"], net.config)
        return compared(net, difference)
    return (Side(net, window),)


def draw_panel(panel: str, net: Model, view: Sidebar, selection: Selection) -> None:
    """Draw the open panel, and only now import its module."""
    if panel != "none":
        PANELS[panel]()(net, view, selection)


def _nudge() -> Panel:
    from .nudge_panel import panel

    return panel


def _step() -> Panel:
    from .step_panel import panel

    return panel


def _edit() -> Panel:
    from .edit_panel import panel

    return panel


def _truncate() -> Panel:
    from .truncate_panel import panel

    return panel


def _paths() -> Panel:
    from .paths_panel import panel

    return panel


def _largest() -> Panel:
    from .largest_panel import panel

    return panel


def _compare() -> Panel:
    from .compare_panel import panel

    return panel


PANELS = {
    "nudge": _nudge,
    "step": _step,
    "edit": _edit,
    "truncate": _truncate,
    "paths": _paths,
    "largest": _largest,
    "compare": _compare,
}
"""What imports each panel."""

"""The section of Check that shows the mistakes that people make, and runs them."""

from functools import partial

import streamlit as st

from derivations.mistakes.table import MISTAKES

from ..model.model import model
from ..runtime.run_lock import serialized
from ..shell.controls import radio
from ..shell.navigation import go_to_page, has_goal
from ..shell.presenting import is_presenting
from ..shell.say import say
from ..shell.sidebar import Sidebar
from ..shell.state import set_settings
from . import components
from .mistakes import mistakes, right_line, summary, theme_titles
from .own_gradient_section import meant_window

SEEN = "_theme_radio"
ABOUT = (
    "Mistakes in back-propagation that people have asked about, published, or are "
    "likely to make. Each is an equation as somebody wrote it; the other equations are "
    "right, and all are run on this network. Where one supposes another J than this "
    "page, its title says which. A miss is the largest difference from the true "
    "gradient, relative to its largest entry. A triangle stands where the mistake "
    "is which terms are added up: losses down, instances across, a number in each "
    "cell that says how often."
)


@st.fragment
@serialized
def mistakes_section(view: Sidebar) -> None:
    """Draw the choice of a theme, and its mistakes: written, correct, misses."""
    if has_goal():
        st.rerun()
    with st.container(key="aside_mistakes"):
        st.subheader("Slips that people make", anchor=False)
        say(ABOUT)
        theme = _theme()
        say(f"**{summary(view.config, theme)}**")
    components.slips(
        mistakes(
            view.config,
            theme,
            view.reduction,
            is_presenting(),
            meant_window(model(view.config).trace.steps),
        ),
        partial(_derive, view.config.activation, view.reduction),
        "mistakes",
    )


def _theme() -> str:
    """Draw the choice of a theme by its title; its slug.

    The address has the slug, in a choice that is not seen: what a widget shows is what
    it writes there. The one that is seen sets it and is set by it.
    """
    with st.container(key="unseen_theme"):
        theme = radio("theme", "Theme")
    st.session_state[SEEN] = theme
    titles = theme_titles()
    st.radio(
        "What the mistake is in",
        list(titles),
        format_func=titles.__getitem__,
        horizontal=True,
        key=SEEN,
        on_change=_take_theme,
    )
    return theme


def _take_theme() -> None:
    set_settings(theme=st.session_state[SEEN])


def _derive(activation: str, reduction: str, slug: object) -> None:
    """Show the derivation that a mistake leads to, at the line that has it right."""
    if isinstance(slug, str) and slug in MISTAKES:
        goal = right_line(slug, activation, reduction)
        if st.session_state.get("focus") == "mistakes":
            st.session_state["focus"] = "lines"
        go_to_page("derive", derivation=goal["slug"], line=goal["line"])

"""Inputs for the setting in which a second network differs, kept in the address."""

import streamlit as st

from ..address.query import format_value
from ..address.settings import SETTINGS, Choice, Config, Number
from ..model.compare import (
    COMPARED,
    Difference,
    comparable,
    first_difference,
    read_difference,
)
from ..text.naming import named
from .controls import text_box
from .state import set_settings

WHAT, CHOSEN, TYPED = "_compare_what", "_compare_chosen", "_compare_typed"
"""Widgets whose values the setting `compare` keeps."""
NOTHING = "nothing"
TITLES = {
    NOTHING: "nothing",
    "activation": "activation σ",
    "recurrent": "how H is drawn",
    "gain": "gain of H",
    "scale": "weight scale",
    "seed": "seed of the weights",
    "window": "window w",
    "at": "steps of training",
}
WIDE, NARROW = (3, 4, 5), (1, 1)
"""Of the inputs across a page, and in half of one."""


def draw_difference(
    config: Config, label: str, names: tuple[str, ...] = COMPARED, always: bool = True
) -> Difference | None:
    """Draw what differs, one of `names`, and the other network's value of it.

    Where there need not be a second network, `always` is false, and None says that
    there is none.
    """
    asked = text_box("compare", "Compared")
    difference, why = read_difference(asked, config)
    shown = always or bool(asked)
    if shown and why:
        st.text(named(why))
    if difference.name not in names:
        shown = False
    st.session_state[WHAT] = difference.name if shown else NOTHING
    possible = comparable(config, names)
    options = possible if always else (NOTHING, *possible)
    widths = WIDE if always else NARROW
    what, value, *_ = st.columns(widths, gap="medium", vertical_alignment="bottom")
    with what:
        st.selectbox(
            label,
            options,
            key=WHAT,
            format_func=lambda name: named(TITLES[name]),
            on_change=_set_what,
            args=(config,),
        )
    if not shown:
        return None
    with value:
        _draw_value(difference)
    return difference


def _draw_value(difference: Difference) -> None:
    """The other network's value, as a list of words or as a number."""
    setting, name = SETTINGS[difference.name], difference.name
    label = named("Of the other network")
    if isinstance(setting, Choice):
        st.session_state[CHOSEN] = difference.value
        st.selectbox(
            label,
            setting.options,
            key=CHOSEN,
            on_change=_set_value,
            args=(name, CHOSEN),
        )
    elif isinstance(setting, Number):
        kind = setting.kind
        st.session_state[TYPED] = kind(difference.value)
        st.number_input(
            label,
            kind(setting.low),
            kind(setting.high),
            step=kind(1) if kind is int else 0.1,
            format=None if kind is int else "%.15g",
            key=TYPED,
            on_change=_set_value,
            args=(name, TYPED),
        )


def _set_what(config: Config) -> None:
    name = st.session_state[WHAT]
    set_settings(compare="" if name == NOTHING else str(first_difference(name, config)))


def _set_value(name: str, key: str) -> None:
    set_settings(compare=f"{name}={format_value(st.session_state[key])}")

"""Widgets for the settings, with their limits and defaults, bound to the address."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ..address.query import Value, format_value, read_address
from ..address.settings import choice_setting, number_setting, text_setting
from ..text.naming import named
from .compat import is_restoring
from .state import rerun_with_notice

STOPS: dict[str, list[float]] = {
    "D_h": [*range(1, 13), 16, 20, 24, 32, 48, 64, 100, 128, 200, 256],
    "V": [*range(2, 13), 16, 20, 32, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    "T": [*range(1, 17), 20, 24, 28, 32, 35, 40, 50, 60, 80, 100],
    "gain": [0.1, 0.2, 0.5, 0.7, 0.9, 1, 1.1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 12, 16],
    "scale": [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 12, 16],
}
"""Where a slider stops; a value from the address in between is a stop too."""


def slider(
    name: str,
    label: str,
    address: dict[str, Value],
    about: str | None = None,
    disabled: bool = False,
) -> Any:
    """A slider over fixed stops; a value in the address becomes a stop too."""
    setting = number_setting(name)
    present = [address.get(name), st.session_state.get(name)]
    extra = [v for v in present if isinstance(v, int | float)]
    stops = sorted({setting.kind(v) for v in (*STOPS[name], *extra)})
    return st.select_slider(
        named(label),
        stops,
        value=setting.kind(setting.default),
        format_func=format_value,
        key=name,
        bind="query-params",
        help=about and named(about),
        disabled=disabled,
    )


def number(
    name: str,
    label: str,
    low: int,
    high: int,
    because: str,
    notices: list[str],
    disabled: bool = False,
    about: str | None = None,
) -> int:
    """An input for a whole number; a value that does not fit is moved and reported."""
    setting = number_setting(name)
    fit_setting(name, lambda value: min(max(value, low), high), because, notices)
    default = min(max(int(setting.default), low), high)
    return int(
        st.number_input(
            named(label),
            low,
            high,
            default,
            1,
            key=name,
            bind="query-params",
            disabled=disabled,
            help=about and named(about),
        )
    )


def text_box(name: str, label: str, about: str | None = None) -> str:
    """A box for a text setting; label and help are shown as they are given."""
    setting = text_setting(name)
    return st.text_input(
        label,
        setting.default,
        key=name,
        bind="query-params",
        max_chars=setting.longest,
        help=about,
    )


def window_slider(steps: int, notices: list[str]) -> int:
    """A slider for the truncation window, from 0 (none) to all steps."""
    setting = number_setting("window")
    fit_setting("window", lambda value: min(value, steps), f"T = {steps}", notices)
    return int(
        st.slider(
            "Window w: steps kept (0: all)",
            0,
            steps,
            int(setting.default),
            key="window",
            bind="query-params",
        )
    )


def fit_setting(
    name: str, nearest: Callable[[int], int], because: str, notices: list[str]
) -> None:
    """Move a widget's value to the nearest that fits and report it, before it is drawn.

    An address is corrected and read again, so that a reload asks for what is shown.
    """
    if is_restoring():
        return
    drawn = name in st.session_state
    current = st.session_state.get(name)
    if not drawn:
        address = {name: st.query_params[name]} if name in st.query_params else {}
        current = read_address(address).values.get(name)
        if current is None:
            return
    value = nearest(0 if current is None else int(current))
    if value == current:
        return
    notice = f"{name} = {current} does not fit {because}: {value} is used."
    if drawn:
        st.session_state[name] = value
        notices.append(notice)
        return
    st.query_params[name] = format_value(value)
    rerun_with_notice(notice)


def radio(
    name: str,
    label: str,
    about: str | None = None,
    plain: Sequence[str] = (),
    disabled: bool = False,
) -> str:
    """A choice as radio buttons, and below an option what the visitor calls it.

    The options themselves are what the address says; `plain`: each in plain words.
    """
    options, default = _options(name)
    own = [named(option) for option in plain or options]
    return str(
        st.radio(
            named(label),
            options,
            default,
            horizontal=True,
            key=name,
            bind="query-params",
            help=about and named(about),
            captions=None if own == options else own,
            disabled=disabled,
        )
    )


def select(name: str, label: str, about: str | None = None) -> str:
    """A choice as a drop-down list.

    Options carry no titles: what a widget shows is what it writes into the address.
    """
    options, default = _options(name)
    return str(
        st.selectbox(
            named(label),
            options,
            default,
            key=name,
            bind="query-params",
            help=about and named(about),
        )
    )


def _options(name: str) -> tuple[list[str], int]:
    setting = choice_setting(name)
    return list(setting.options), setting.options.index(setting.default)

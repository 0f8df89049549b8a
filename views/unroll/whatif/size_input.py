"""The size of a nudge or of a step: typed, or taken from the slider in the browser."""

from collections.abc import Callable

import streamlit as st

from ...address.settings import number_setting
from ...shell.state import set_settings
from .curves import number_sent


def draw_size(name: str, label: str, step: float, about: str) -> float:
    """Draw the field of a number setting, any value within its limits; its value."""
    setting = number_setting(name)
    return float(
        st.number_input(
            label,
            setting.low,
            setting.high,
            float(setting.default),
            step,
            format="%.15g",
            key=name,
            bind="query-params",
            help=about,
        )
    )


def set_size(name: str) -> Callable[[object], None]:
    """A callback that sets a number setting to what the slider sent, if it fits."""

    def callback(sent: object) -> None:
        value = number_sent(sent, number_setting(name))
        if value is not None:
            set_settings(**{name: value})

    return callback

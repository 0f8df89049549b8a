"""Which settings of the network are not the defaults, and the way back to these."""

from collections.abc import Mapping
from dataclasses import fields

import streamlit as st

from ..address.query import Value, format_value
from ..address.settings import SETTINGS, Config, Number
from ..text.naming import named
from .state import set_settings

ROOM = 32
"""Letters that the button has room for, behind “Reset: ”."""
WORDS = {
    "network": "your network",
    "activation": "{}",
    "recurrent": "{} H",
    "gain": "H ×{}",
    "at": "{} steps of training",
    "train": "recipe",
    "edits": "edits",
    "text": "own text",
    "start": "from word {}",
    "D_h": "D_h = {}",
    "V": "|V| = {}",
    "T": "T = {}",
    "seed": "seed {}",
    "scale": "scale {}",
    "reduction": "{} of the losses",
}
"""How a setting that is not the default is said, those first that change most."""
THE_FILES = ("D_h", "V", "seed", "scale", "recurrent", "gain")
"""Settings that are a brought network's, or do nothing there."""
LAST = "last loss alone"


def defaults() -> dict[str, Value]:
    """The default of each setting of the network."""
    names = (*(field.name for field in fields(Config)), "reduction")
    found: dict[str, Value] = {}
    for name in names:
        setting = SETTINGS[name]
        found[name] = setting.default
        if isinstance(setting, Number):
            found[name] = setting.kind(setting.default)
    return found


def changed(values: Mapping[str, Value]) -> list[str]:
    """What is not the default, in words: identity, orthogonal H ×1.1."""
    own = {n: v for n, v in values.items() if v != defaults()[n]}
    if own.get("network"):
        own = {n: v for n, v in own.items() if n not in THE_FILES}
        if not str(own.get("text", "")).strip():
            own.pop("text", None)
    said = {
        name: words.format(format_value(own[name]))
        for name, words in WORDS.items()
        if name in own
    }
    if {"recurrent", "gain"} <= own.keys():
        gain = said.pop("gain").removeprefix("H ")
        said["recurrent"] += f" {gain}"
    if own.get("reduction") == "last":
        said["reduction"] = LAST
    return list(said.values())


def chip(words: list[str]) -> str:
    """As many of these words as there is room for, and how many more there are."""
    said = ""
    for most in range(len(words), 0, -1):
        more = f" +{len(words) - most}" if most < len(words) else ""
        said = f"{', '.join(words[:most])}{more} ✕"
        if len(said) <= ROOM:
            break
    return said


def draw_reset(values: Mapping[str, Value]) -> None:
    """A button that says what is not the default, and sets it back."""
    words = [named(word) for word in changed(values)]
    st.button(
        f"Reset: {chip(words)}" if words else "All settings are the defaults",
        key="reset",
        on_click=_reset,
        disabled=not words,
        width="stretch",
        help=f"Back to the defaults from: {', '.join(words)}." if words else None,
    )


def _reset() -> None:
    set_settings(**defaults())

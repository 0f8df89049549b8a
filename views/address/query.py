"""Reads settings from an address, and reports what could not be used."""

import math
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from .notices import replace_surrogates, show_invisible
from .settings import LARGE, PAGES, SETTINGS, Choice, Number, Text

OTHERS = frozenset({"embed", "embed_options"})
"""Parameters of Streamlit's own."""

Value = int | float | str
LONGEST_QUOTED = {"gradient": 3000, "written": 1500}
"""Bytes that a pasted gradient, or lines that one wrote, may take in an address."""


class Reading(NamedTuple):
    """The settings that an address names, and a message for each that was changed."""

    values: dict[str, Value]
    notices: list[str]


def read_address(query: Mapping[str, str]) -> Reading:
    """Read an address; invalid values become the default or the nearest allowed one."""
    values: dict[str, Value] = {}
    notices: list[str] = []
    for name, raw in query.items():
        if name in OTHERS:
            continue
        if name == "page":
            if raw not in PAGES:
                notices.append(f"There is no page {quoted(raw)}: this is Unroll.")
            continue
        if name not in SETTINGS:
            notices.append(f"The address has {quoted(name)}, which means nothing here.")
            continue
        value, why = _value(name, replace_surrogates(raw))
        values[name] = value
        if why:
            notices.append(why)
    return Reading(values, notices)


def format_value(value: Value) -> str:
    """A value as text for the address."""
    return value if isinstance(value, str) else f"{value:.15g}"


def fits_link(name: str, value: Value) -> bool:
    """Whether an address carries this value: of the longest texts it carries none."""
    setting = SETTINGS[name]
    if name not in LONGEST_QUOTED or not isinstance(setting, Text):
        return True
    text = format_value(value)
    return len(text) <= setting.longest and len(quote(text)) <= LONGEST_QUOTED[name]


def quoted(raw: str) -> str:
    """User input in quotation marks, cut to a readable length."""
    return f"“{show_invisible(raw, 40)}”"


def _value(name: str, raw: str) -> tuple[Value, str]:
    setting = SETTINGS[name]
    if isinstance(setting, Choice):
        if raw in setting.options:
            return raw, ""
        options = ", ".join(setting.options)
        return setting.default, (
            f"{name} = {quoted(raw)} is none of {options}: {setting.default} is used."
        )
    if isinstance(setting, Text):
        if len(raw) <= setting.longest:
            return raw, ""
        return raw[: setting.longest], (
            f"The {name} has {len(raw):,} characters: the first {setting.longest:,} "
            "are used."
        )
    return _number(name, setting, raw)


def _number(name: str, setting: Number, raw: str) -> tuple[Value, str]:
    what = "a whole number" if setting.kind is int else "a number"
    try:
        value = float(raw) if len(raw) <= 40 else math.nan
    except ValueError:
        value = math.nan
    if math.isnan(value) or (setting.kind is int and value % 1 != 0):
        default = setting.kind(setting.default)
        return default, f"{name} = {quoted(raw)} is not {what}: {default:g} is used."
    inside = setting.kind(min(max(value, setting.low), setting.high))
    if inside == value:
        return inside, ""
    limits = f"from {setting.low:g} to {setting.high:g}"
    if setting.high == LARGE:
        limits = f"{setting.low:g} or more"
    return inside, f"{name} = {quoted(raw)} is not {limits}: {inside:g} is used."

"""Recipes of training as a short text in the address: reading and writing.

Settings joined by commas; those that have their default are left out, and `on` alone is
the recipe with every default:

    steps=500,rate=0.5,length=4,window=2,cut=pieces,clip=1,losses=mean,
    order=shuffled,shuffle=3
"""

import math
from dataclasses import replace
from typing import Any, NamedTuple

from rnn_core import REDUCTIONS, Recipe

from ..address.notices import limit_notices
from ..address.settings import Choice, Number
from .edits import format_number, readable

ON = "on"
"""The recipe with every default, which would else be an empty text: no recipe."""
MOST_PIECES = 60
"""Pieces of a text that are looked at: a link's has no room for more."""
DEFAULTS = Recipe()


class Ingredient(NamedTuple):
    """A setting of a recipe: its field of `Recipe`, and its limits."""

    field: str
    setting: Number | Choice


def _number(
    field: str, low: float, high: float, kind: type[int] | type[float] = int
) -> Ingredient:
    return Ingredient(field, Number(low, high, getattr(DEFAULTS, field), kind))


def _choice(field: str, options: tuple[str, ...]) -> Ingredient:
    return Ingredient(field, Choice(options, getattr(DEFAULTS, field)))


INGREDIENTS = {
    "steps": _number("steps", 1, 5000),
    "rate": _number("rate", 1e-6, 1000.0, float),
    "length": _number("length", 1, 100),
    "window": _number("window", 0, 100),
    "cut": _choice("cut", ("sliding", "pieces")),
    "clip": _number("clip", 0.0, 1e6, float),
    "losses": _choice("reduction", tuple(sorted(REDUCTIONS))),
    "order": _choice("order", ("text", "shuffled")),
    "shuffle": _number("seed", 0, 9999),
}
"""By the names that the address has."""


class ReadRecipe(NamedTuple):
    """A recipe, None for an empty text, and a message for what could not be used."""

    recipe: Recipe | None
    notices: tuple[str, ...]


def parse_recipe(text: str) -> ReadRecipe:
    """The recipe in a text; what cannot be used is the default, or the nearest."""
    if not text.strip():
        return ReadRecipe(None, ())
    recipe, notices = DEFAULTS, list[str]()
    for piece in text.split(",")[:MOST_PIECES]:
        name, sign, raw = (part.strip() for part in piece.partition("="))
        if piece.strip() in ("", ON):
            continue
        if name not in INGREDIENTS or not sign:
            notices.append(
                f"In the recipe “{readable(piece)}” means nothing: it is left out."
            )
            continue
        value, why = _value(name, raw)
        recipe = replace(recipe, **{INGREDIENTS[name].field: value})
        if why:
            notices.append(why)
    return ReadRecipe(recipe, tuple(limit_notices(notices)))


def write_recipe(recipe: Recipe) -> str:
    """A recipe as text; `parse_recipe` reads it back."""
    pieces = []
    for name, (field, setting) in INGREDIENTS.items():
        value = getattr(recipe, field)
        if value != setting.default:
            text = value if isinstance(value, str) else format_number(value)
            pieces.append(f"{name}={text}")
    return ",".join(pieces) or ON


def canonical(text: str) -> str:
    """The one text of all that read as the same recipe; "" for none."""
    recipe = parse_recipe(text).recipe
    return "" if recipe is None else write_recipe(recipe)


def _value(name: str, raw: str) -> tuple[Any, str]:
    """A value within its limits, and a message where that is not what was written."""
    setting = INGREDIENTS[name].setting
    if isinstance(setting, Choice):
        if raw in setting.options:
            return raw, ""
        return setting.default, (
            f"In the recipe {name} = “{readable(raw)}” is none of "
            f"{', '.join(setting.options)}: {setting.default} is used."
        )
    what = "a whole number" if setting.kind is int else "a number"
    try:
        value = float(raw) if len(raw) <= 40 and "_" not in raw else math.nan
    except ValueError:
        value = math.nan
    if math.isnan(value) or (setting.kind is int and value % 1 != 0):
        default = setting.kind(setting.default)
        return default, (
            f"In the recipe {name} = “{readable(raw)}” is not {what}: {default:g} is "
            "used."
        )
    inside = setting.kind(min(max(value, setting.low), setting.high))
    if inside == value:
        return inside, ""
    return inside, (
        f"In the recipe {name} = “{readable(raw)}” is not from {setting.low:g} to "
        f"{setting.high:g}: {inside:g} is used."
    )

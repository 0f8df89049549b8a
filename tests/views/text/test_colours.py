"""Tests that colours can be told apart with colour blindness, by simulation."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from views.shell.appearance import LINE
from views.text.colours import MINUS, PICKED, PLUS, ZERO

ROOT = Path(__file__).parents[3]
VIEWS = ROOT / "views"
SIGHT = {
    "all cones": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira and Fernandes (2009), severity 1.0, on linear sRGB."""
APART = 20.0
"""CIE76 differences below this are hard to name; 2.3 is just noticeable."""
MARKED = 15.0
"""The same for a mark in a chart that has a shape and size of its own too."""
TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2: the least contrast of text, and of graphics, with their ground."""


def linear(colour: str) -> np.ndarray:
    raw = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return np.where(raw <= 0.04045, raw / 12.92, ((raw + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / to_xyz.sum(axis=1)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(first: str, second: str, sight: str) -> float:
    see = np.array(SIGHT[sight])
    return float(np.linalg.norm(lab(see @ linear(first)) - lab(see @ linear(second))))


def contrast(first: str, second: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    bright = sorted(float(weights @ linear(colour)) for colour in (first, second))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def colour_in(file: str, name: str) -> str:
    text = (VIEWS / file).read_text(encoding="utf-8")
    match = re.search(rf"{name}:\s*(?:var\([^,]+,\s*)?(#[0-9a-fA-F]{{3,6}})", text)
    assert match, (file, name)
    colour = match[1]
    return colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])


def palettes() -> dict[str, dict[str, str]]:
    """The colours that the app uses, read from its files."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
    pair = {n: colour_in("components/common.css", f"--{n}") for n in ("plus", "minus")}
    themes = {
        name: pair
        | {
            "zero": colour_in("components/common.css", "--zero"),
            "accent": config[name]["primaryColor"],
            "ground": config[name]["backgroundColor"],
            "text": config[name]["textColor"],
        }
        for name in ("light", "dark")
    }
    names = {"plus": "--un-plus", "minus": "--un-minus", "zero": "--un-zero"}
    names |= {"accent": "--st-primary-color", "ground": "--st-background-color"}
    names |= {"text": "--st-text-color"}
    themes["projector"] = {
        n: colour_in("shell/projector.css", name) for n, name in names.items()
    }
    return themes


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_all_eyes_tell_the_colours_apart(theme, sight):
    colours = palettes()[theme]
    meant = ("plus", "minus", "zero", "accent")
    for first, second in combinations(meant, 2):
        assert apart(colours[first], colours[second], sight) > APART, (first, second)
    for name in meant:
        assert apart(colours[name], colours["ground"], sight) > APART, name


@pytest.mark.parametrize("sight", SIGHT)
def test_charts_mark_what_is_picked_apart_from_all_else(sight):
    for other in (PLUS, MINUS, ZERO, LINE, "#ffffff", "#111317"):
        assert apart(PICKED, other, sight) > MARKED, other
    assert min(contrast(PICKED, ground) for ground in ("#ffffff", "#111317")) > GRAPHIC


def test_a_red_and_a_green_would_fail():
    assert apart("#b03030", "#5a7a1e", "all cones") > APART
    assert apart("#b03030", "#5a7a1e", "deuteranopia") < APART


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_everything_stands_out_from_its_ground(theme):
    colours = palettes()[theme]
    least = {"text": 7.0, "accent": TEXT, "plus": GRAPHIC, "minus": GRAPHIC}
    for name, ratio in (least | {"zero": GRAPHIC}).items():
        assert contrast(colours[name], colours["ground"]) >= ratio, name

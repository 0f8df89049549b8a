"""Tests of recipes as text in the address: round trip, limits, text from strangers."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Recipe
from views.address.settings import Choice, text_setting
from views.model.recipes import (
    DEFAULTS,
    INGREDIENTS,
    canonical,
    parse_recipe,
    write_recipe,
)

DOCUMENT = Path(__file__).parents[3] / "docs/address.md"


def values(setting):
    if isinstance(setting, Choice):
        return st.sampled_from(setting.options)
    kind = st.integers if setting.kind is int else st.floats
    return kind(setting.kind(setting.low), setting.kind(setting.high))


RECIPES = st.builds(
    Recipe, **{i.field: values(i.setting) for i in INGREDIENTS.values()}
)
PIECES = st.tuples(
    st.sampled_from([*INGREDIENTS, "on", "", "rates", "__class__"]),
    st.sampled_from(["=", "", "==", " = "]),
    st.text(max_size=12)
    | st.sampled_from(["1e999", "-1", "nan", "0", "1_0", "²", "١", "5e-324", "pieces"]),
).map("".join)


@given(RECIPES)
def test_a_recipe_reads_back_to_the_last_bit_and_fits_the_address(recipe):
    text = write_recipe(recipe)
    assert parse_recipe(text) == (recipe, ())
    assert len(text) <= text_setting("train").longest
    assert canonical(f" {text} ") == text


@given(st.lists(PIECES, max_size=8).map(",".join) | st.text(max_size=200))
def test_any_text_gives_a_recipe_or_none_and_short_sentences(text):
    read = parse_recipe(text)
    assert (read.recipe is None) == (not text.strip())
    assert all(
        len(sentence) < 200 and "\n" not in sentence for sentence in read.notices
    )
    if read.recipe:
        again = write_recipe(read.recipe)
        assert parse_recipe(again) == (read.recipe, ())


@pytest.mark.parametrize(
    ("text", "field", "value", "sentence"),
    [
        ("steps=9000", "steps", 5000, "steps = “9000” is not from 1 to 5000: 5000"),
        ("steps=1.5", "steps", 500, "steps = “1.5” is not a whole number: 500 is"),
        ("rate=0", "rate", 1e-6, "rate = “0” is not from 1e-06 to 1000: 1e-06 is"),
        ("rate=x", "rate", 0.5, "rate = “x” is not a number: 0.5 is used."),
        ("rate=inf", "rate", 1000.0, "rate = “inf” is not from 1e-06 to 1000"),
        ("clip=-3", "clip", 0.0, "clip = “-3” is not from 0 to 1e+06: 0 is used."),
        ("cut=both", "cut", "sliding", "cut = “both” is none of sliding, pieces:"),
        ("speed=3", "steps", 500, "“speed=3” means nothing: it is left out."),
    ],
)
def test_what_cannot_be_used_is_replaced_and_said(text, field, value, sentence):
    recipe, (notice,) = parse_recipe(text)
    assert getattr(recipe, field) == value
    assert sentence in notice


def test_no_text_is_no_recipe_and_on_is_the_default():
    assert parse_recipe("") == (None, ())
    assert parse_recipe("on") == (DEFAULTS, ())
    assert canonical("losses=mean,steps=500") == "on"


def test_the_document_has_every_setting_with_its_default():
    table = DOCUMENT.read_text("utf-8").split("## Training")[1].split("## Saved")[0]
    documented = dict(re.findall(r"^\| `(\w+)=([^`]+)`", table, re.MULTILINE))
    for name, (field, _) in INGREDIENTS.items():
        read_back = parse_recipe(f"{name}={documented.pop(name)}")
        assert read_back == (DEFAULTS, ()), (name, field)
    assert not documented

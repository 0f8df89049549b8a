"""Tests of any text at all: Unreadable or an expression, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations import DERIVATIONS, Unreadable, parse
from derivations.latex.printer import latex
from derivations.reading.form import form
from tests.derivations.reading.soups import MANY, PLACES, SOAK, SOUPS, TOKENS

SECONDS = 1.0
LETTERS = st.text(
    "hzoyxHLUJTDV_^(){}[]'+-*/=<>|\\,.&123ijkmstw σδ∑∂ᵗ⁽⁾ᵢ⊤∘", max_size=60
)


@st.composite
def damaged(draw):
    """A line of ours with some characters gone or put in."""
    d, n = draw(PLACES.filter(lambda a: a[1] is not None))
    text = d.lines[n].latex()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        into = draw(st.sampled_from(["", *TOKENS]))
        text = text[:at] + into + text[at + draw(st.integers(0, 3)) :]
    return (d, n), text


def tried(text, place):
    """The expression, or None and an error that says where and why."""
    d, n = place
    before = time.process_time()
    expr = error = None
    try:
        expr = parse(text, d, n)
    except Unreadable as raised:
        error = raised
    assert time.process_time() - before < SECONDS
    assert error is None or 0 <= error.position <= len(text)
    assert error is None or error.reason
    return expr


def read(text, place):
    """The same; what an expression prints is read back."""
    expr = tried(text, place)
    if expr is not None:
        form(parse(latex(expr), *place))


@pytest.fixture(autouse=True, scope="module")
def _grammar_is_made():
    parse("1", "hidden-error")


@MANY
@given(SOUPS, PLACES)
def test_tokens_in_any_order(text, place):
    read(text, place)


@MANY
@given(LETTERS, PLACES)
def test_characters_in_any_order(text, place):
    read(text, place)


@settings(MANY, max_examples=5_000 if SOAK else 60)
@given(st.text(max_size=40), PLACES)
def test_any_characters(text, place):
    read(text, place)


@MANY
@given(damaged())
def test_lines_with_something_missing_or_too_much(given_):
    place, text = given_
    read(text, place)


@pytest.mark.parametrize(
    "piece",
    [
        *("(", "[", "{", "-", "+", "'", "^", "_", "\\", "|", "1", "9", "h", " ", "∑"),
        *("h_i^(t) ", "h_i^(t)+", "h_i^(t)*", "h^(t)'", "1/", "2^9", "(1+", "-(", "δ"),
        *("sum_k ", "sum_{m} h_m^(t) ", "prod_{k=1}^T ", "exp(", "\\frac{", "[i=j]"),
        *("max(0,", "h_i^(t+1", "^{(t)}", "_{i", "⁽ᵗ", "dJ/d", "1-", "H H' ", "o "),
        *("h[", "H[i,", "H[i,j]", "h[t]", ".T", "h.T", "H[ ", "h[t-1-", "L[:,x[", "@"),
        *("\\left(", "\\text{if", "9999999", "h_i^(t)^9", "(h_i^(t)+1)^9", "s'("),
    ],
)
@pytest.mark.parametrize("length", [1_900, 10_000])
def test_ten_thousand_characters_take_no_longer_than_a_moment(piece, length):
    text = (piece * length)[:length]
    for ends in ("", "h_i^(t)", ")" * 50):
        tried(text + ends, (DERIVATIONS["hidden-error"], 3))


def test_deep_nesting_is_refused_and_never_a_recursion_error():
    for front, back in (("(", ")"), ("{", "}"), ("exp(", ")"), ("[", "]_{ij}")):
        for depth in (1, 10, 100, 500):
            read(front * depth + "H" + back * depth, (DERIVATIONS["step-jacobian"], 5))

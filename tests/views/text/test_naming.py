"""The names of other courses and libraries in sentences, and in no visitor's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.language.name_schemes import NAME_SCHEMES
from derivations.language.symbols import H, L, U, h
from views.address.settings import NAMES
from views.text.naming import (
    CALLED,
    LETTERS,
    formula_names,
    in_names,
    named,
    names_here,
    tex_entry,
    written_in,
)


@pytest.mark.parametrize(
    ("sentence", "names", "expected"),
    [
        ("H alone", "wxh", "W_hh alone"),
        ("∂J/∂H₁₂⁽⁰⁾ = −1", "wxh", "∂J/∂(W_hh)₁₂⁽⁰⁾ = −1"),
        ("H₁₀,₂, L₁₂, U₃₁", "coursera", "(W_aa)₁₀,₂, (W_ax)₁₂, (W_ya)₃₁"),
        ("∂h⁽⁴⁾/∂h⁽¹⁾, h(3), h₂⁽⁰⁾", "coursera", "∂a⁽⁴⁾/∂a⁽¹⁾, a(3), a₂⁽⁰⁾"),
        ("diag(σ′(z)) H, Σ log σᵢ", "coursera", "diag(g′(z)) W_aa, Σ log σᵢ"),
        ("dH, dL, dU or dh0", "wxh", "dW_hh, dW_xh, dW_hy or dh0"),
        ("dH, dL, dU or dh0", "torch", "grad_hh, grad_ih, grad_fc or grad_h0"),
        (
            "‖H‖₂ and H’s rows, HH, b_h, D_h",
            "wxh",
            "‖W_hh‖₂ and W_hh’s rows, HH, b_h, D_h",
        ),
        (
            "the word “H” or “a U turn” for U",
            "wxh",
            "the word “H” or “a U turn” for W_hy",
        ),
        ("dJ/dH, dh(2)/dh(1)", "torch", "dJ/dweight_hh_l0, dh(2)/dh(1)"),
        ("Hᵀ diag(z)", "wxh", "W_hhᵀ diag(z)"),
        ("[U+4E2D]", "wxh", "[U+4E2D]"),
        ("1 − σ², Hᵀ diag(σ′)", "coursera", "1 − g², W_aaᵀ diag(g′)"),
    ],
)
def test_names_that_stand_alone_become_the_schemes(sentence, names, expected):
    assert in_names(sentence, names) == expected
    assert in_names(sentence, "source") == sentence


@given(st.text(alphabet="HLUhdσ₁₂⁽⁰⁾ “”_′.a0", max_size=30), st.sampled_from(NAMES))
def test_twice_is_as_once(sentence, names):
    once = in_names(sentence, names)
    assert in_names(once, names) == once


@given(st.text(max_size=20).filter(lambda word: "”" not in word))
def test_quoted_words_stay(word):
    assert f"“{word}”" in in_names(f"H reads “{word}” at h⁽²⁾.", "coursera")


def test_words_and_formulas_agree_with_the_derivations():
    assert set(CALLED) == set(LETTERS) == set(NAME_SCHEMES) == set(NAMES)
    for names, scheme in NAME_SCHEMES.items():
        for name in ("H", "L", "U", "h", "h0"):
            assert in_names(name, names) == scheme.plain(name)
            assert in_names(f"d{name}", names) == scheme.derivative(name)
        assert in_names("σ", names) == scheme.code.get("sigma", "σ")
        for symbol, name in ((H, "H"), (L, "L"), (U, "U")):
            written = scheme.latex.get(symbol, name)
            entry = tex_entry(name, "12", names)
            assert entry.replace("_{12}", "").replace(",12}", "}") == written
        assert in_names("h", names) == scheme.latex.get(h, "h")


def test_only_where_formulas_have_names_of_their_own_they_are_told():
    assert formula_names("torch") == (
        "In formulas weight_hh_l0 is W_hh, weight_ih_l0 is W_ih, fc_weight is W_fc."
    )
    assert not any(map(formula_names, ("source", "wxh", "coursera")))


def test_a_document_is_in_its_names_whoever_asks_for_it():
    with written_in("coursera"):
        assert (names_here(), named("H")) == ("coursera", "W_aa")
        with written_in("source"):
            assert named("H") == "H"
        assert named("H") == "W_aa"
    assert named("H") == "H"
    with pytest.raises(KeyError), written_in("bishop"):
        pass


def test_without_a_visitor_the_names_are_the_sources():
    assert names_here() == "source"
    assert named("H") == "H"

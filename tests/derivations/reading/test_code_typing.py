"""Tests of what people type from code: H.T, weight_hh_l0[i, j], h[t-1][j], A @ b."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import DERIVATIONS, Unreadable, parse
from derivations.language.name_schemes import NAME_SCHEMES
from derivations.language.symbols import (
    Column,
    H,
    J,
    L,
    Partial,
    Transposed,
    U,
    Whole,
    delta_o,
    h,
    i,
    j,
    t,
    x,
)
from derivations.latex.printer import latex
from derivations.reading.form import form
from tests.derivations.reading.soups import MANY, PLACES

PARTS = st.sampled_from(
    "weight_hh_l0 fc.weight W_hh W_ax H L U h a z x[t] delta delta_o J sum_k .T .mT"
    " .t() .T.T [k,i] [i,j] [t] [t-1][j] [t, i] [:,x[t]] [:, j] [i,:] [1] [ ] ( ) @ * '"
    " ^T _ij ^(t-1) + - [i=j] 2 T d / sigma'( \\left[ \\right] , . ..".split()
)
TIMED = re.compile(r"([hz])_([a-z])\^\{\(([^()]*)\)\}")
TURNED = re.compile(r"\\left\(([hza])\^\{\(([^()]*)\)\}\\right\)\^\{\\top\}")


def in_code(tex, names):
    """A printed line with its weights and states as code has them."""
    plain = NAME_SCHEMES[names].plain
    for base, letter in ((H, "H"), (L, "L"), (U, "U")):
        own = NAME_SCHEMES[names].latex.get(base, letter)
        name = re.escape(own.removesuffix("}"))
        below = (
            rf"{name},([a-z])([a-z])\}}" if own != letter else rf"{name}_\{{(\w)(\w)\}}"
        )
        tex = re.sub(below, rf"{plain(letter)}[\1, \2]", tex)
        tex = tex.replace(rf"{own}^{{\top}}", f"{plain(letter)}.T")
    state = NAME_SCHEMES[names].plain("h")
    tex = re.sub(rf"\b{state}_([a-z])\^\{{\(([^()]*)\)\}}", rf"{state}[\2][\1]", tex)
    tex = TIMED.sub(r"\1[\3, \2]", tex)
    return TURNED.sub(r"\1[\2].T", tex)


@pytest.mark.parametrize("names", NAME_SCHEMES)
def test_every_line_is_read_back_as_code_has_its_symbols(names):
    changed = 0
    for d in DERIVATIONS.values():
        for n, line in enumerate(d.lines):
            typed = in_code(line.latex(names=names), names)
            changed += typed != line.latex(names=names)
            assert parse(typed, d, n, names) == parse(line.latex(), d, n), typed
    assert changed > 100


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        *[("torch", f"weight_hh_l0{a} delta") for a in (".T", ".mT", ".t()", ".T @")],
        *[("torch", f"{a} delta") for a in ("W_hh.T", "H.T", "(weight_hh_l0).T")],
        *[("wxh", f"{a} @ delta[s+1]") for a in ("W_hh.T",)],
        *[("source", f"{a} δ^(s+1<-t)") for a in ("H.T", "(H).T @")],
        ("coursera", "W_aa.T delta"),
    ],
)
def test_a_transpose_as_code_has_it(names, typed):
    d = DERIVATIONS["previous-hidden"]
    if "[s+1]" in typed:
        d = DERIVATIONS["full-gradient"]
        expr = parse(typed, d, 17, names)
        assert expr.args[0] == Transposed(Whole(H))
        return
    assert parse(typed, d, 5, names) == d.lines[5].expr


@pytest.mark.parametrize(
    ("names", "typed", "expr"),
    [
        ("torch", "weight_hh_l0[i, j]", H[i, j]),
        ("torch", "(weight_hh_l0)[i,j]", H[i, j]),
        ("torch", "W_hh[i,j]", H[i, j]),
        ("wxh", "W_hh[i][j]", H[i, j]),
        ("coursera", "W_aa[i,j]^(t-1)", H[t - 1, i, j]),
        ("source", "H[i,j]", H[i, j]),
        ("source", "H[j-1, 2]", H[j - 1, 2]),
        ("source", "L[:, x[t]]", Column(L, x(t))),
        ("source", "L[:, x_t]", Column(L, x(t))),
        ("source", "h[t-1]", Whole(h, t - 1)),
        ("source", "h[t-1][j]", h[t - 1, j]),
        ("source", "h[t-1, j]", h[t - 1, j]),
        ("coursera", "a[t-1][j]", h[t - 1, j]),
        ("source", "h[t-1]_j", h[t - 1, j]),
        ("source", "h_j[t-1]", h[t - 1, j]),
        ("source", "h[j]^(t-1)", h[t - 1, j]),
        ("source", "h[t-1].T", Transposed(Whole(h, t - 1))),
        ("source", "delta_o[t]", Whole(delta_o, t)),
        ("torch", "dJ[t]/dweight_hh_l0[i,j]", Partial(J(t), H[i, j])),
    ],
)
def test_indices_in_brackets(names, typed, expr):
    assert parse(typed, DERIVATIONS["hidden-weights"], 4, names) == expr


@pytest.mark.parametrize(
    ("typed", "at", "reason"),
    [
        ("h[1]", 1, "is 1 a time or a unit"),
        ("h[t,i,j]", 1, "h has no such indices"),
        ("H[i]", 1, "two indices"),
        ("H[:, :]", 1, "two indices"),
        ("J[t][i]", 0, "no index below"),
        ("delta_i h[t-1][k]", 15, "no index k"),
        ("H_ij[i,j]", 4, "stand below this already"),
    ],
)
def test_brackets_that_leave_it_open_say_so(typed, at, reason):
    with pytest.raises(Unreadable, match=reason) as raised:
        parse(typed, DERIVATIONS["hidden-weights"], 4)
    assert raised.value.position == at


def test_the_output_o_with_brackets_and_the_product_o_before_them():
    d = DERIVATIONS["softmax-loss"]
    assert parse("o[t][w]", d, 4) == parse("o_w^(t)", d, 4)
    assert parse("o[t]", d, 4) == parse("o^(t)", d, 4)
    assert parse("y_w o [w=w] o_w", d, 4) == parse("y_w [w=w] o_w", d, 4)


def test_brackets_of_a_delta_and_around_a_product_stay_what_they_were():
    d = DERIVATIONS["hidden-weights"]
    assert parse("h_j^(t-1)[i=j]", d, 4) == parse("[i=j] h_j^(t-1)", d, 4)
    assert parse("H[h^(t)]", d, 4) == Whole(H) * Whole(h, t)
    assert parse("[H]_{ij}", d, 4) == parse("(H)[i, j]", d, 4)


@MANY
@given(
    st.lists(PARTS, max_size=14).map("".join), PLACES, st.sampled_from([*NAME_SCHEMES])
)
def test_pieces_of_code_in_any_order(text, place, names):
    """An expression, which prints and is read back, or Unreadable."""
    expr = None
    with suppress(Unreadable):
        expr = parse(text, *place, names)
    if expr is not None:
        form(parse(latex(expr, names=names), *place, names))

"""Tests that what was typed is drawn in the order in which it was typed."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given

from derivations import DERIVATIONS, Unreadable, parse
from derivations.latex.printer import latex
from derivations.reading.form import form
from derivations.reading.parse import read
from tests.derivations.judging.plainly import Typist
from tests.derivations.reading.soups import MANY, PLACES, SOUPS

Z, H, O = "z_i^{(t)}", "h_i^{(t)}", r"\hat{y}_w^{(t)}"
EACH = r"\sum_{k=1}^{|V|}"


def drawn(slug, n, typed):
    made = read(typed, DERIVATIONS[slug], n)
    return latex(made.expr, orders=made.orders)


@pytest.mark.parametrize(
    ("typed", "tex"),
    [
        ("-h_i^(t) + z_i", f"-{H} + {Z}"),
        ("z_i - h_i^(t)", f"{Z} - {H}"),
        ("-(h_i^(t) - z_i)", f"-{H} + {Z}"),
        ("-z_i h_i^(t)", f"-{Z} {H}"),
        ("h_i^(t) z_i", f"{H} {Z}"),
        ("h_i^(t) (-z_i)", f"-{H} {Z}"),
        ("-1 + z_i", f"-1 + {Z}"),
        ("-2 z_i h_i^(t)", rf"-2 \cdot {Z} {H}"),
        ("-(z_i - 1) h_i^(t)", rf"-\left( {Z} - 1 \right) {H}"),
        ("-h^(t) + z", "-h^{(t)} + z^{(t)}"),
        ("-U' delta", r"-U^{\top} \delta^{(o,t)}"),
        ("-sum_k (1 + z_i) U_ki", rf"-{EACH} \left( 1 + {Z} \right) U_{{ki}}"),
        ("sum_k U_ki delta_k", r"\sum_{k=1}^{|V|} U_{ki} \delta_k^{(o,t)}"),
        ("(sum_k U_ki) z_i", rf"\left( {EACH} U_{{ki}} \right) {Z}"),
    ],
)  # fmt: skip
def test_terms_and_factors_stay_where_they_are_and_a_minus_in_front(typed, tex):
    assert drawn("hidden-error", 7, typed) == tex


def test_a_difference_that_begins_with_its_minus():
    assert drawn("softmax-loss", 7, "-y_w + yhat_w") == rf"-y_w^{{(t)}} + {O}"
    assert drawn("softmax-loss", 7, "-[w=y_t] + yhat_w").startswith("-[")


def test_what_is_drawn_in_typed_order_is_read_back():
    rng = np.random.default_rng(5)
    changed = 0
    for d in DERIVATIONS.values():
        for n, line in enumerate(d.lines):
            typed = Typist(rng).typed(line.expr)
            made = read(typed, d, n)
            tex = latex(made.expr, orders=made.orders)
            changed += tex != latex(made.expr)
            assert form(parse(tex, d, n)) == form(made.expr), typed
            own = read(line.latex(), d, n)
            again = read(latex(own.expr, orders=own.orders), d, n)
            assert form(again.expr) == form(line.expr)
    assert changed > 50


@MANY
@given(SOUPS, PLACES)
def test_any_tokens_are_drawn_in_their_order_and_read_back(text, place):
    made = None
    with suppress(Unreadable):
        made = read(text, *place)
    if made is not None:
        form(parse(latex(made.expr, orders=made.orders), *place))

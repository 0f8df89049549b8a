"""`parse`: from what someone typed to an expression in the symbols of derivations."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import sympy as sp

from derivations.evaluation.arguments import expect
from derivations.reading.context import Context
from derivations.reading.grammar import tree_of
from derivations.reading.reader import value
from derivations.reading.surroundings import Surroundings
from derivations.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from derivations.derivation import Derivation

BITS = 200
"""The most binary digits of a number that factors come to."""
NO_NUMBERS = (sp.zoo, sp.nan, sp.oo, -sp.oo)


class Reading(NamedTuple):
    """An expression, and its sums and products with their parts as they were typed."""

    expr: sp.Expr
    orders: Mapping[sp.Expr, tuple[sp.Expr, ...]]


def parse(
    text: str,
    derivation: "Derivation | str",
    n: int | None = None,
    names: str = "source",
) -> sp.Expr:
    """The expression that a typed line stands for.

    LaTeX as `Line.latex` writes it, and plain typing: sum_k delta_k^(o,t) U_ki, H' d,
    s'(z_i^(t)), and Unicode.  A sum without bounds runs over all units where its index
    stands for one, else over the derivation's own times.  delta^(h,t) is the source's
    name of delta^(t <- t).

    `derivation`, or its slug, has the indices; `n` is the line, from 0, in whose place
    the text stands: then its goal's indices alone are free.  Sums bring their own.
    `names` is the scheme whose names are read besides the source's.

    Unreadable, a ValueError, for what has no meaning or more than one: `.position` from
    0, `.found`, `.fits` in words, and `.readings`, the expressions that could be meant.
    ValueError too for an n that is no line and for unknown names, KeyError for a slug
    that is no derivation's, TypeError for a text that is none.
    """
    return read(text, derivation, n, names).expr


def read(
    text: str,
    derivation: "Derivation | str",
    n: int | None = None,
    names: str = "source",
) -> Reading:
    """What `parse` reads, and the order in which it was typed, for `latex`."""
    expect("text", text, str)
    around = Surroundings(derivation_of(derivation), n)
    tree, letters = tree_of(text, names, around)
    context = Context(text, letters, around)
    expr = value(context, tree)
    if expr.has(*NO_NUMBERS) or any(
        max(a.p.bit_length(), a.q.bit_length()) > BITS for a in expr.atoms(sp.Rational)
    ):
        raise Unreadable(0, text[:8], "the numbers in it come to no usable number")
    return Reading(expr, context.orders)


def derivation_of(given: "Derivation | str") -> "Derivation":
    """A derivation, or the one with that slug."""
    from derivations import DERIVATIONS, Derivation

    if isinstance(given, str):
        if given not in DERIVATIONS:
            raise KeyError(f"no derivation {given!r}: {', '.join(DERIVATIONS)}")
        return DERIVATIONS[given]
    expect("derivation", given, Derivation)
    return given

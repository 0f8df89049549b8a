"""The rule that replaces sigma' by its formula in h = sigma(z).

Until then sigma stays general, so that one derivation serves every activation.
"""

from typing import Any

import sympy as sp

from derivations.language.symbols import (
    Complement,
    Diag,
    Hadamard,
    OrderedProduct,
    Positive,
    Transposed,
    Whole,
    dsigma,
    h,
)
from derivations.rules.calculus import Step

RULES = {
    "sigmoid": "put in the sigmoid's slope",
    "tanh": "put in the slope of tanh",
    "relu": "put in the slope of ReLU",
    "identity": "put in the identity's slope",
}
NOTES = {
    "sigmoid": "For the logistic sigmoid σ′ = σ (1 − σ), and σ(z) is h.",
    "tanh": "For tanh σ′ = 1 − σ², and σ(z) is h.",
    "relu": "For ReLU σ′ is 1 where z is above 0, which is where h is, and else 0; at"
    " z = 0 itself, where it has no slope, 0 is the convention.",
    "identity": "For the identity σ′ is 1 everywhere, and a factor 1 drops out.",
}


def slope(activation: str) -> Step:
    """sigma'(z) -> h (1 - h), 1 - h^2, [h > 0] or 1, by the activation.

    For the sigmoid, tanh, ReLU or the identity.  KeyError for any other.
    """
    apply = _without_ones if activation == "identity" else _put_in(activation)
    return Step(RULES[activation], NOTES[activation], apply)


def sigmoid_slope() -> Step:
    """The source's rule for the sigmoid: sigma'(z) -> h (1 - h)."""
    return slope("sigmoid")


def _put_in(activation: str) -> Any:
    def taken(node: sp.Expr) -> sp.Expr:
        (of,) = node.args
        whole = isinstance(of, Whole)
        state = Whole(h, *of.times) if whole else h[of.indices]
        if activation == "relu":
            return Positive(state)
        if activation == "tanh":
            return Complement(Hadamard(state, state) if whole else state**2)
        rest = Complement(state)
        return Hadamard(state, rest) if whole else state * rest

    def flat(node: sp.Expr) -> sp.Expr:
        parts = [
            b for a in node.args for b in (a.args if isinstance(a, Hadamard) else [a])
        ]
        return Hadamard(*parts)

    def apply(expr: sp.Expr) -> sp.Expr:
        after = expr.replace(lambda a: isinstance(a, dsigma), taken)
        return after.replace(lambda a: isinstance(a, Hadamard), flat)

    return apply


def _without_ones(expr: sp.Expr) -> sp.Expr:
    """1 o a -> a, diag(1) A -> A, (A^T)^T -> A, and A A ... A -> a power."""

    def slopes(node: Any) -> bool:
        return isinstance(node, dsigma)

    def diagonal(node: Any) -> bool:
        return isinstance(node, Diag) and slopes(node.args[0])

    def other_factors(node: sp.Expr) -> sp.Expr:
        rest = [a for a in node.args if not slopes(a)]
        return Hadamard(*rest) if len(rest) > 1 else rest[0]

    def back(node: sp.Expr) -> sp.Expr:
        (inner,) = node.args
        return inner.args[0] if isinstance(inner, Transposed) else node

    def power(node: sp.Expr) -> sp.Expr:
        index, high, low = node.limit
        if node.function.has(index):
            return node
        return node.function ** (high - low + 1)

    expr = expr.replace(lambda a: isinstance(a, Hadamard), other_factors)
    for ones in (diagonal, slopes):
        expr = expr.replace(ones, lambda _: sp.S.One)
    expr = expr.replace(lambda a: isinstance(a, Transposed), back)
    return expr.replace(lambda a: isinstance(a, OrderedProduct), power)

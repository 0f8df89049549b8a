"""What a slope is made of: sigma'(z), h (1 - h), 1 - h^2, [h > 0], in any spelling."""

import sympy as sp

from derivations.language.symbols import (
    Complement,
    Partial,
    Positive,
    Whole,
    dsigma,
    h,
    sigma,
    z,
)

SLOPES = (dsigma, sigma, Complement, Positive)


def of_slopes(missing: list[sp.Expr], extra: list[sp.Expr]) -> bool:
    """Whether two products are both of what a slope is made of, and one is a slope."""
    return any(map(is_slope, missing + extra)) and all(map(_in_slope, missing + extra))


def is_slope(expr: sp.Expr) -> bool:
    """Whether an expression is sigma', or what stands for it: 1 - h, [h > 0]."""
    less = expr.is_Add and 1 in expr.args and len(expr.args) == 2
    return isinstance(expr, SLOPES) or bool(less and _in_slope(expr))


def _in_slope(expr: sp.Expr) -> bool:
    bases = {a.base for a in expr.atoms(sp.Indexed, Whole)}
    return bool(bases) and bases <= {h, z} and not expr.has(Partial, sp.Sum)

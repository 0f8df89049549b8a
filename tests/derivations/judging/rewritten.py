"""Right lines written differently: other letters, sigma' put in, transposed twice."""

import sympy as sp

from derivations.language.symbols import (
    Complement,
    Hadamard,
    OrderedProduct,
    Positive,
    Transposed,
    Whole,
    dsigma,
    h,
)

LETTERS = sp.symbols("a b c e f g p k m n q r u v w", integer=True)


def renamed(expr, rng):
    """All bound indices called by other letters."""
    bound = {a for node in expr.atoms(sp.Sum, sp.Product) for a, *_ in node.limits}
    bound |= {node.limit[0] for node in expr.atoms(OrderedProduct)}
    taken = expr.atoms(sp.Symbol)
    free = [a for a in LETTERS if a not in taken]
    letters = [free[n] for n in rng.permutation(len(free))]
    swap = dict(zip(sorted(bound, key=str), letters, strict=False))
    return expr.xreplace(swap)


def with_slope(expr, activation):
    """sigma'(z) put in, of every kind: h (1 - h), 1 - h^2, [z > 0], 1."""

    def put_in(node):
        (of,) = node.args
        whole = isinstance(of, Whole)
        state = Whole(h, *of.times) if whole else h[of.indices]
        if activation == "relu":
            return Positive(of)
        square = Hadamard(state, state) if whole else state**2
        if activation == "tanh":
            return Complement(square)
        return Hadamard(state, Complement(state)) if whole else state - square

    if activation == "identity":
        return expr
    return expr.replace(lambda a: isinstance(a, dsigma), put_in)


def twice_transposed(expr, rng):
    """(A^T)^T for an array A, or (B^T A^T)^T for a product A B."""
    if expr.is_commutative:
        return expr
    arrays = [a for a in sp.Mul.make_args(expr) if not a.is_commutative]
    numbers = [a for a in sp.Mul.make_args(expr) if a.is_commutative]
    if len(arrays) > 1 and rng.random() < 0.5:
        turned = sp.Mul(*(Transposed(a) for a in reversed(arrays)))
        return sp.Mul(*numbers, Transposed(turned))
    return Transposed(Transposed(expr))

"""Pairs what two expressions have in common, and what is left of both."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations
from typing import Any

import sympy as sp

from derivations.reading.form import form, indices

MOST = 5
"""So many leftovers are paired; of more, nothing tells which belong together."""
TRIES = 24
"""So many ways to pair the indices of two sums are tried."""


def leftovers(
    right: Sequence[sp.Expr], wrong: Sequence[sp.Expr]
) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """What one has and the other lacks, each as often as it has it more."""
    rest = list(wrong)
    forms = [form(a) for a in rest]
    missing: list[sp.Expr] = []
    for part in right:
        if (own := form(part)) in forms:
            place = forms.index(own)
            del rest[place], forms[place]
        else:
            missing.append(part)
    return missing, rest


def paired(
    missing: list[sp.Expr],
    extra: list[sp.Expr],
    apart: Callable[[sp.Expr, sp.Expr], int],
) -> tuple[list[tuple[sp.Expr, sp.Expr]], list[sp.Expr], list[sp.Expr]]:
    """The pairs that differ least, and what has no partner on each side."""
    if not missing or not extra or max(len(missing), len(extra)) > MOST:
        return [], missing, extra
    left, right = list(missing), list(extra)
    pairs: list[tuple[sp.Expr, sp.Expr]] = []
    costs = {(a, b): apart(a, b) for a in left for b in right}
    while left and right:
        a, b = min(((a, b) for a in left for b in right), key=costs.__getitem__)
        pairs.append((a, b))
        left.remove(a)
        right.remove(b)
    return pairs, left, right


Limits = list[Any]


def renamings(
    right: sp.Expr, wrong: sp.Expr
) -> Iterator[tuple[Limits, Limits, sp.Expr]]:
    """Ways to call the wrong sum's indices as the right one's.

    Each is the limits of both, those that belong together first, and the wrong sum's
    body; the ways in which most bounds and factors agree come first.
    """
    own = list(right.limits) if isinstance(right, sp.Sum) else []
    other = list(wrong.limits) if isinstance(wrong, sp.Sum) else []
    body = wrong.function if isinstance(wrong, sp.Sum) else wrong
    wanted = right.function if isinstance(right, sp.Sum) else right
    few = min(len(own), len(other))
    made = []
    for first in islice(permutations(own), TRIES):
        for second in (
            [other] if len(other) <= len(own) else islice(permutations(other), TRIES)
        ):
            limits, others, new = _renamed(list(first), list(second), few, body, wanted)
            missing, extra = leftovers(_factors(wanted), _factors(new))
            bounds = sum(a != b for a, b in zip(limits, others, strict=False))
            made.append((bounds + len(missing) + len(extra), limits, others, new))
    made.sort(key=lambda way: way[0])
    for _, limits, others, new in made[:3]:
        yield limits, others, new


def _renamed(
    first: Limits, second: Limits, few: int, body: sp.Expr, wanted: sp.Expr
) -> tuple[Limits, Limits, sp.Expr]:
    taken = indices(body) | indices(wanted)
    swap = {b[0]: a[0] for a, b in zip(first[:few], second[:few], strict=True)}
    for n, limit in enumerate(second[few:]):
        if limit[0] in swap.values() or any(limit[0] == a[0] for a in first):
            names = (sp.Symbol(f"{limit[0]}_{n + m}", integer=True) for m in range(99))
            swap[limit[0]] = next(a for a in names if a not in taken)
    others = [sp.Tuple(*(sp.S(a).xreplace(swap) for a in limit)) for limit in second]
    limits = [sp.Tuple(*limit) for limit in first]
    return limits, others, body.xreplace(swap)


def _factors(body: sp.Expr) -> list[sp.Expr]:
    return list(sp.Mul.make_args(body))

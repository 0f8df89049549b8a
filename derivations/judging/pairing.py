"""Pairs what two expressions have in common, and what is left of both."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations, product
from typing import Any

import sympy as sp

from derivations.reading.form import form, indices

MOST = 5
"""So many leftovers are paired; of more, nothing tells which belong together."""
TRIES = 12
"""So many ways to pair the indices of two sums are tried."""
BEST = 2
"""So many of them are followed further."""


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
    body; the ways in which most factors agree come first.
    """
    own = [tuple(a) for a in right.limits] if isinstance(right, sp.Sum) else []
    other = [tuple(a) for a in wrong.limits] if isinstance(wrong, sp.Sum) else []
    body = wrong.function if isinstance(wrong, sp.Sum) else wrong
    wanted = right.function if isinstance(right, sp.Sum) else right
    made = []
    for first, second in islice(_aligned(own, other), TRIES):
        limits, others, new = _renamed(first, second, body, wanted)
        missing, extra = leftovers(_factors(wanted), _factors(new))
        made.append((len(missing) + len(extra), limits, others, new))
    made.sort(key=lambda way: way[0])
    for _, limits, others, new in made[:BEST]:
        yield limits, others, new


def _aligned(own: Limits, other: Limits) -> Iterator[tuple[Limits, Limits]]:
    """The limits of two sums: those between the same bounds beside each other, in any
    order, then those that are left, in theirs.
    """
    groups = []
    for bounds in dict.fromkeys(a[1:] for a in own):
        mine = [a for a in own if a[1:] == bounds]
        theirs = [a for a in other if a[1:] == bounds]
        groups.append(list(islice(_pairings(mine, theirs), TRIES)))
    for chosen in product(*groups):
        pairs = [pair for group in chosen for pair in group]
        left = [a for a in own if a not in [pair[0] for pair in pairs]]
        rest = [a for a in other if a not in [pair[1] for pair in pairs]]
        yield [a for a, _ in pairs] + left, [b for _, b in pairs] + rest


def _pairings(mine: Limits, theirs: Limits) -> Iterator[list[tuple[Any, Any]]]:
    if len(mine) <= len(theirs):
        for some in permutations(theirs, len(mine)):
            yield list(zip(mine, some, strict=True))
    else:
        for some in permutations(mine, len(theirs)):
            yield list(zip(some, theirs, strict=True))


def _renamed(
    first: Limits, second: Limits, body: sp.Expr, wanted: sp.Expr
) -> tuple[Limits, Limits, sp.Expr]:
    """Both limits, and the body with the second's indices called as the first's are;
    those beyond have names of their own.
    """
    few = min(len(first), len(second))
    taken = indices(body) | indices(wanted)
    swap = {b[0]: a[0] for a, b in zip(first[:few], second[:few], strict=True)}
    for n, limit in enumerate(second[few:]):
        if limit[0] in swap.values() or any(limit[0] == a[0] for a in first):
            names = (sp.Symbol(f"{limit[0]}_{n + m}", integer=True) for m in range(99))
            swap[limit[0]] = next(a for a in names if a not in taken)
    if all(a == b for a, b in swap.items()):
        return first, second, body
    others = [tuple(sp.S(a).xreplace(swap) for a in limit) for limit in second]
    return first, others, body.xreplace(swap)


def _factors(body: sp.Expr) -> list[sp.Expr]:
    return list(sp.Mul.make_args(body))

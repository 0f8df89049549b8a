"""From what the search found to findings: words, groups, networks that tell apart."""

import numpy as np

from ..params import Params
from .mistakes import MISTAKES
from .mistakes.as_made import as_made, matrices_of
from .passes import Net, evaluate
from .report import Finding, SmallNetwork
from .search import Explanation

SAME = 1e-9
"""Findings that make the same numbers to this, relative, cannot be told apart."""
SIZES = ((4, 7, 5), (3, 5, 7), (6, 8, 9))
"""(D_h, |V|, T) of networks that are tried to tell findings apart."""
TRIES = 4
ORDER = {slug: place for place, slug in enumerate(MISTAKES)}


def findings_of(
    found: list[Explanation], net: Net, given: dict[str, np.ndarray]
) -> tuple[Finding, ...]:
    """Findings, best first: of fewest mistakes, then of common ones."""
    ranked = sorted(found, key=_rank)
    if not ranked:
        return ()
    least = ranked[0].cost
    ranked = [one for one in ranked if one.cost <= least + 0.5]
    names = tuple(given)
    made = [evaluate(one.recipe, net, names) for one in ranked]
    groups = _groups(made)
    top = max(float(np.abs(g).max()) for g in given.values()) or 1.0
    out = []
    for place, one in enumerate(ranked):
        apart = [p for p, g in enumerate(groups) if g == groups[place] and p != place]
        network = _told_apart(one, [ranked[p] for p in apart], net, names)
        miss = max(float(np.abs(given[n] - made[place][n]).max()) for n in names)
        out.append(_finding(one, net, names, miss / top, groups[place], network))
    return tuple(out)


def _rank(one: Explanation) -> tuple[float, list[int]]:
    return one.cost, sorted(ORDER[slug] for slug in one.slugs)


def _finding(
    one: Explanation,
    net: Net,
    names: tuple[str, ...],
    residual: float,
    group: int,
    network: SmallNetwork | None,
) -> Finding:
    slugs = sorted(one.slugs, key=ORDER.__getitem__)
    mistakes = [as_made(s, MISTAKES[s], one.recipe, net, names) for s in slugs]
    return Finding(
        tuple(slugs),
        "; ".join(mistake.title for mistake in mistakes),
        " ".join(mistake.did for mistake in mistakes),
        _lines([mistake.code_wrong for mistake in mistakes]),
        _lines([mistake.code_right for mistake in mistakes]),
        mistakes[0].derivation,
        mistakes[0].line,
        residual,
        group,
        network,
        tuple(mistakes),
        tuple(matrices_of(slug, one.recipe, names) for slug in slugs),
    )


def _lines(codes: list[str]) -> str:
    """Each line once: two mistakes may have one right line."""
    return "\n".join(dict.fromkeys(codes))


def _alike(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return all(
        np.abs(g - other[name]).max() <= SAME * max(float(np.abs(g).max()), 1e-300)
        for name, g in one.items()
    )


def _groups(made: list[dict[str, np.ndarray]]) -> list[int]:
    groups: list[int] = []
    for place, one in enumerate(made):
        same = [groups[p] for p in range(place) if _alike(one, made[p])]
        groups.append(same[0] if same else len(set(groups)))
    return groups


def _told_apart(
    one: Explanation, others: list[Explanation], net: Net, names: tuple[str, ...]
) -> SmallNetwork | None:
    """A small network on which one differs from most of the others; None if none."""
    best: SmallNetwork | None = None
    most = 0
    for size in SIZES if others else ():
        for seed in range(TRIES):
            small = _small(net, size, seed)
            mine = evaluate(one.recipe, small, names)
            apart = sum(
                not _alike(mine, evaluate(other.recipe, small, names))
                for other in others
            )
            if apart > most:
                params = Params(small.H, small.L, small.U, small.h0)
                best, most = SmallNetwork(params, small.x, small.y), apart
            if most == len(others):
                return best
    return best


def _small(net: Net, size: tuple[int, int, int], seed: int) -> Net:
    hidden, vocab, steps = size
    draw = np.random.default_rng([seed, hidden])
    params = Params.random(hidden, vocab, seed, scale=1.5)
    x, y = draw.integers(0, vocab, (2, steps))
    x[-1] = x[0]
    x.setflags(write=False)
    y.setflags(write=False)
    weights = (params.H, params.L, params.U, params.h0)
    return Net(*weights, x, y, net.activation, net.reduction, net.window)

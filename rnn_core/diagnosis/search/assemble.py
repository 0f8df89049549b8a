"""Puts ways of making each matrix together, with as few mistakes as possible."""

from collections.abc import Mapping
from typing import NamedTuple

from ..passes import Recipe
from .matching import BY_NORM
from .options import Way

SHOWN_BY_ALL = frozenset(
    """sign divided-by-steps not-divided divided-by-vocabulary divided-by-hidden
    divided-by-batch log-base-2 doubled halved multiplied-by-steps""".split()
)
"""Mistakes that show in every matrix, if they are made for all of them."""
NOT_IN_ALL = 0.5
BEAM = 32


class Explanation(NamedTuple):
    """A recipe, the mistakes that it takes, and how much they cost."""

    slugs: frozenset[str]
    cost: float
    recipe: Recipe


def assembled(
    recipe: Recipe,
    shared: frozenset[str],
    implied: frozenset[str],
    ways: Mapping[str, list[Way]],
    bound: float | None,
    norm: tuple[str, float] | None,
    most: float,
) -> list[Explanation]:
    """The cheapest explanations of all matrices together, up to a cost of `most`."""
    partial: list[tuple[frozenset[str], dict[str, Way]]] = [(shared - implied, {})]
    for name, options in ways.items():
        longer = [
            (slugs | (way.slugs - implied), {**chosen, name: way})
            for slugs, chosen in partial
            for way in options
        ]
        longer.sort(key=lambda one: (len(one[0]), sorted(one[0])))
        partial = [one for one in longer if len(one[0]) <= most][:BEAM]
    found = []
    for slugs, chosen in partial:
        if any(way.scale == BY_NORM for way in chosen.values()) and norm is None:
            continue
        cost = len(slugs) + NOT_IN_ALL * any(
            slug in SHOWN_BY_ALL
            and any(slug not in way.slugs for way in chosen.values())
            for slug in slugs
        )
        if cost > most:
            continue
        clipped = any(way.clipped for way in chosen.values())
        by_norm = "clipped-by-norm" in slugs
        made = Recipe(
            recipe.forward,
            recipe.output,
            recipe.back,
            recipe.triangle,
            {name: way.gather for name, way in chosen.items()},
            {n: way.scale for n, way in chosen.items() if way.scale != BY_NORM},
            bound if clipped else None,
            norm if by_norm else None,
        )
        found.append(Explanation(slugs, cost, made))
    return found

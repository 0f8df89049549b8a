"""What may have been done to one matrix, given the errors at all steps."""

from typing import NamedTuple

import numpy as np

from ..passes import Gather, Net, Run
from ..passes.gathering import start_gradients
from ..passes.recipe import gathered, gathered_output, summed_output
from ..passes.scales import Scale
from ..passes.way_back import Errors
from .gathers import Factors, Option, start_options
from .matching import Scaled, Scales, proportional, whole_match
from .target import Target

MOST = 24
"""Ways to make one matrix that are kept."""


class Way(NamedTuple):
    """One way that one matrix may have been made."""

    slugs: frozenset[str]
    gather: Gather
    scale: Scale
    clipped: bool


def combined(deltas: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """[P, n, options]: deltas (P, n, T) times weights (P, T, options)."""
    return np.matmul(deltas, weights)


def probe_deltas(errors: Errors, counts: np.ndarray, factors: Factors) -> np.ndarray:
    """(P, n, T): the error of each step at some rows, for each of n triangles.

    counts (T_s, n, T_t).
    """
    each = errors.before if factors.before else errors.delta
    return np.matmul(counts, each[:, :, factors.rows]).transpose(2, 1, 0)


def output_ways(
    target: Target,
    factors: Factors,
    net: Net,
    states: Run,
    err: np.ndarray,
    scales: Scales,
) -> list[Way]:
    """How U may have been made of the errors of the logits."""
    deltas = err[:, factors.rows].T[:, None, :]
    candidates = combined(deltas, factors.weights)[:, 0]
    places, ratios, relative = proportional(target, candidates)
    ways = []
    for place, ratio, off in zip(places, ratios, relative, strict=True):
        option = factors.options[place]
        named = scales.near(float(ratio), float(off), target.name)
        if named and target.name == "b_y":
            whole = summed_output(option.gather, net, err)
        elif named:
            whole = gathered_output(option.gather, net, states, err)
        if named:
            ways += _ways(target, option, whole, named)
    return fewest(ways)


def ways_of_one(
    target: Target,
    factors: list[Factors],
    net: Net,
    states: Run,
    errors: Errors,
    counts: np.ndarray,
    scales: Scales,
) -> list[Way]:
    """How H, L or h0 may have been made, of one triangle: counts (T_t, T_s)."""
    if target.name == "h0":
        return start_ways(target, net, states, errors, counts, scales)
    ways = []
    one = counts.T[:, None, :]
    for way in factors:
        deltas = probe_deltas(errors, one, way)
        candidates = combined(deltas, way.weights)[:, 0]
        places, ratios, relative = proportional(target, candidates)
        for place, ratio, off in zip(places, ratios, relative, strict=True):
            option = way.options[place]
            named = scales.near(float(ratio), float(off), target.name)
            if named:
                whole = gathered(
                    target.name, option.gather, net, states, errors, counts
                )
                ways += _ways(target, option, whole, named)
    return fewest(ways)


def start_candidates(
    target: Target, net: Net, states: Run, errors: Errors, counts: np.ndarray
) -> np.ndarray:
    """[P, n, options]: gradients of h(0) at the probes; counts (T_s, n, T_t)."""
    delta, first = np.matmul(counts, errors.delta), counts[0]
    felt, handed = first @ errors.felt, first @ errors.handed
    made = start_gradients(net, states, delta, felt, handed, errors.start)
    stacked = np.array([made[option.gather.factor] for option in start_options()])
    return stacked[:, :, target.rows].transpose(2, 1, 0)


def start_ways(
    target: Target,
    net: Net,
    states: Run,
    errors: Errors,
    counts: np.ndarray,
    scales: Scales,
) -> list[Way]:
    """How the gradient of h(0) may have been made, of one triangle."""
    delta = np.einsum("ts,std->sd", counts, errors.delta)
    first = counts[:, 0]
    felt, handed = first @ errors.felt, first @ errors.handed
    made = start_gradients(net, states, delta, felt, handed, errors.start)
    one = counts.T[:, None, :]
    candidates = start_candidates(target, net, states, errors, one)[:, 0]
    options, ways = start_options(), []
    places, ratios, relative = proportional(target, candidates)
    for place, ratio, off in zip(places, ratios, relative, strict=True):
        option = options[place]
        named = scales.near(float(ratio), float(off), "h0")
        ways += _ways(target, option, made[option.gather.factor], named)
    return fewest(ways)


def _ways(
    target: Target, option: Option, whole: np.ndarray, named: list[Scaled]
) -> list[Way]:
    found = []
    for one in named:
        match = whole_match(target, whole, one.value)
        if match:
            slugs = option.slugs | one.slugs
            if match == "clipped":
                slugs |= {"clipped-before-check"}
            found.append(Way(slugs, option.gather, one.scale, match == "clipped"))
    return found


def fewest(ways: list[Way]) -> list[Way]:
    """Without the ways that need all that another one needs, and more."""
    ways = sorted(ways, key=lambda way: len(way.slugs))
    kept: list[Way] = []
    for way in ways:
        if not any(other.slugs < way.slugs for other in kept):
            kept.append(way)
    return kept[:MOST]

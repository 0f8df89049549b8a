"""Diagnoses a gradient that somebody brings: right, or which mistakes are in it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import expect, one_of, whole_number
from ..forward_pass import forward
from ..params import Params
from .biased import (
    HELD_IN,
    column_of,
    given_parts,
    network,
    told_digits,
)
from .clipping import clip_bound, norm_bound
from .counts import fitted_counts
from .findings import findings_of
from .given import given_gradients
from .hints import LEADS, hints_for, where_not_finite
from .implied_counts import implied_counts
from .passes import RIGHT, Net, evaluate
from .precision import Precision, read_precision, rounded_weights
from .report import MatrixVerdict, Report
from .search import SHARED, Explanation, Scales, Search, make_target
from .tolerance import Tolerance, largest

REDUCTIONS = ("sum", "mean", "last")
LEAST_BITS, BITS_EACH, BITS_OF_ZEROS = 16.0, 8.0, 8.0
"""How much numbers have to say before mistakes are named, and for each mistake."""

ONE_ONLY = (
    "The network is large: two mistakes at once in the passes themselves were not "
    "looked for. A smaller network with the same code tells more."
)


def diagnose(
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    gradients: Mapping[str, ArrayLike],
    activation: str = "sigmoid",
    reduction: str = "sum",
    window: int | None = None,
    digits: Any = None,
    progress: Callable[[float], object] | None = None,
) -> Report:
    """Say of gradients of this network whether they are right, or what is wrong.

    gradients: any of "H", "L", "U" and "h0", shaped as the weights. activation,
    reduction ("sum", "mean", or "last": J is the last step's loss alone), window: what
    is meant. digits: how precisely the gradients are given: None reads it off them; a
    whole number of significant digits; or by matrix half a unit of the last place, an
    array or a number. progress: called with what part of the search is done, 0 to 1.

    A unit that is always 1 is taken for the biases that it holds: its rows and its h0
    are not looked at, nor is a bias whose gradient is nan throughout.

    A mistake is named only where it reproduces every number to its own precision.

    ValueError: words, weights or gradients that do not fit each other, an unknown
    name. TypeError: what is of a wrong kind.
    """
    expect("params", params, Params)
    one_of("reduction", reduction, REDUCTIONS)
    if window is not None:
        window = whole_number("window", window, 1)
    given = given_gradients(params, gradients)
    trace = forward(params, inputs, targets, activation)
    net = network(params, activation, (trace.inputs, trace.targets))
    net = net._replace(reduction=reduction, window=window)
    if net.b_h is None:
        return _Case(net, given, read_precision(given, digits), progress).report()
    precision = read_precision(given, told_digits(digits, given))
    return _Case(net, *given_parts(given, precision), progress).report()


class _Case:
    """One diagnosis on its way."""

    def __init__(
        self,
        net: Net,
        given: dict[str, np.ndarray],
        precision: Precision,
        progress: Callable[[float], object] | None,
    ) -> None:
        self.net, self.given, self.precision = net, given, precision
        self.names, self.progress = tuple(given), progress
        self.cut_short = False
        self.true = evaluate(RIGHT, net, self.names)
        self.tolerance = Tolerance(net, self.names, precision)
        room = self.tolerance.entries(RIGHT, self.true)
        self._telling = [
            name
            for name, g in given.items()
            if not (np.abs(g - self.true[name]) <= room[name]).all()
        ]

    def report(self) -> Report:
        verdicts = self._verdicts(self.tolerance)
        if all(v.agrees for v in verdicts.values()):
            return self._right(verdicts)
        broken = where_not_finite(self.given)
        if broken:
            return Report(False, verdicts, hints=broken)
        half = rounded_weights(self.net.weights())
        loose = None
        if half is not None:
            loose = Tolerance(self.net, self.names, self.precision, half)
            if not self._coarse(loose) and self._half_exact(self.tolerance):
                loose = None
        if loose is not None:
            verdicts_loose = self._verdicts(loose)
            right = all(v.agrees for v in verdicts_loose.values())
            if right and self._coarse(loose):
                return self._right(verdicts_loose)
        found = self._search(self.tolerance)
        if not found and loose is not None:
            if right:
                return self._right(verdicts_loose)
            verdicts, found = verdicts_loose, self._search(loose)
        findings = findings_of(found, self.net, self.given)
        room = self.tolerance.entries(RIGHT, self.true)
        ranked = sorted(found, key=lambda one: one.cost)
        recipes = [one.recipe for one in ranked]
        patterns = (c for one in recipes for c in implied_counts(one, self.net))
        counts, unique = fitted_counts(self.net, self.given, room, patterns)
        hints = () if findings else hints_for(self.net, self.given, self.true, room)
        if hints:
            hints = (*self._without_one(), *hints)
        if hints and self.cut_short:
            hints = (*hints, ONE_ONLY)
        return Report(False, verdicts, findings, counts, unique, hints)

    def _without_one(self) -> tuple[str, ...]:
        """A mistake that makes all numbers but those of one matrix, as a sentence."""
        for out in (n for n in ("h0", "U", "L", "H") if n in self._telling):
            rest = {n: g for n, g in self.given.items() if HELD_IN.get(n, n) != out}
            case = _Case(self.net, rest, self.precision, None)
            if not case._telling:
                continue
            found = case._search(case.tolerance, deepest=1)
            if found:
                best = findings_of(found, self.net, rest)[0]
                one, many = LEADS[out], " and ".join(LEADS[n] for n in rest)
                return (
                    f"Without {one}, the others ({many}) have a name: {best.title} "
                    f"[{', '.join(best.mistakes)}]. What is wrong with {one} has none.",
                )
        return ()

    def _right(self, verdicts: dict[str, MatrixVerdict]) -> Report:
        room = self.tolerance.entries(RIGHT, self.true)
        true = {name: g for name, g in self.true.items()}
        counts, unique = fitted_counts(self.net, true, room)
        return Report(True, verdicts, (), counts, unique)

    def _verdicts(self, tolerance: Tolerance) -> dict[str, MatrixVerdict]:
        room = tolerance.entries(RIGHT, self.true)
        shown = {HELD_IN.get(name, name): None for name in self.names}
        return {
            name: _verdict(
                column_of(self.given, name),
                column_of(self.true, name),
                column_of(room, name),
                self._columns(name),
            )
            for name in shown
        }

    def _columns(self, name: str) -> list[str]:
        """By column of a matrix with its bias, the bias that it is, or ""."""
        bias = {held: bias for bias, held in HELD_IN.items()}.get(name, "")
        own = [""] * self.net.shape(name)[-1]
        return [*own, bias] if bias in self.names else own

    def _half_exact(self, tolerance: Tolerance) -> bool:
        """Whether half of the entries agree as if the weights were not rounded."""
        room = tolerance.entries(RIGHT, self.true)
        agree = total = 0
        for name, g in self.given.items():
            matters = self.true[name] != 0
            agree += int((np.abs(g - self.true[name]) <= room[name])[matters].sum())
            total += int(matters.sum())
        return 2 * agree >= total

    def _coarse(self, loose: Tolerance) -> bool:
        """Whether gradients are given no more precisely than rounded weights allow."""
        spread = loose.spread(RIGHT, self.true)
        return any(
            largest(self.precision.half[name]) >= 2e-3 * spread[name]
            for name in self.names
        )

    def _search(self, tolerance: Tolerance, deepest: int = SHARED) -> list[Explanation]:
        spread = tolerance.spread(RIGHT, self.true)
        bound = clip_bound(self.given, self.precision)
        norm = norm_bound(self.given, self.precision)
        repeated = np.flatnonzero(np.bincount(self.net.x, minlength=1) > 1)
        aims = {}
        for name, g in self.given.items():
            size = largest(np.abs(self.true[name]))
            slack = max(4000 * self.precision.eps, spread[name] / size if size else 0.0)
            room = self.precision.half[name] + 1e-300
            aims[name] = make_target(
                name,
                g,
                room,
                min(slack, 0.05),
                bound,
                repeated if name == "L" else repeated[:0],
            )
        by_norm = frozenset(self.names) if norm else frozenset()
        search = Search(
            self.net,
            aims,
            Scales(self.net, by_norm),
            lambda one: self._accepts(one, tolerance),
            norm,
            self.progress,
            deepest,
        )
        found = search.explanations()
        self.cut_short |= search.cut_short
        return found

    def _accepts(self, one: Explanation, tolerance: Tolerance) -> bool:
        """Whether the recipe makes all numbers, and they say enough to tell."""
        made = evaluate(one.recipe, self.net, self.names)
        if not all(np.isfinite(g).all() for g in made.values()):
            return False
        room = tolerance.entries(one.recipe, made)
        if any((np.abs(self.given[n] - made[n]) > room[n]).any() for n in self.names):
            return False
        bits = sum(
            _bits(self.given[n], self.true[n], room[n], one.recipe.clip)
            for n in self._telling
        )
        return bits >= LEAST_BITS + BITS_EACH * one.cost


def _bits(
    given: np.ndarray, true: np.ndarray, room: np.ndarray, clip: float | None
) -> float:
    """How much a matrix says: by entry, log2 of its size over its tolerance.

    One of zeros says as little as a single number: there are many ways to it.
    """
    if not given.any():
        return BITS_OF_ZEROS
    matters = (given != 0) | (true != 0)
    if clip is not None:
        matters &= np.abs(given) < clip * (1 - 1e-6)
    size = max(largest(np.abs(given)), largest(np.abs(true)), 1e-300)
    worth = np.log2(size / np.maximum(room, 1e-300))
    return float(np.clip(worth, 0, 50)[matters].sum())


def _verdict(
    given: np.ndarray, true: np.ndarray, room: np.ndarray, columns: list[str]
) -> MatrixVerdict:
    """columns: by column the bias that it is, or ""; the last ones are given."""
    with np.errstate(invalid="ignore"):
        off = np.abs(given.astype(float) - true)
    agrees = bool((off <= room).all())
    ranked = np.where(np.isnan(off), np.inf, off)
    worst = tuple(int(i) for i in np.unravel_index(ranked.argmax(), off.shape))
    size, most = float(np.abs(true).max()), float(ranked.max())
    relative = most / size if size else (np.inf if most else 0.0)
    values = float(given[worst]), float(true[worst])
    worst = (*worst[:-1], worst[-1] + len(columns) - off.shape[-1])
    return MatrixVerdict(agrees, relative, worst, *values, columns[worst[-1]])

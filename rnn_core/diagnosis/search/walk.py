"""The search: shared settings by the number of mistakes in them, cheapest first."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import numpy as np

from ..passes import Back, Forward, Net, Output, Recipe, Run, count_matrix, run
from ..passes.output import Errors as OutputErrors
from ..passes.output import counted_errors, errors_of_each
from ..passes.recipe import meant_triangle
from ..passes.way_back import Errors, errors_back
from .assemble import Explanation, assembled
from .budget import takes_too_long
from .choices import Choice, backs, forwards, outputs_up_to, triangles
from .gathers import Factors, factors_of
from .matching import Scales, proportional
from .options import (
    Way,
    combined,
    output_ways,
    probe_deltas,
    start_candidates,
    ways_of_one,
)
from .target import Target

Progress = Callable[[float], object]
OF_OUTPUT = ("U", "b_y")
"""What the errors of the logits make, without the way back."""
MOST_TOGETHER = 4
"""Mistakes that one finding may have."""
SHARED = 3
"""Of them, those in what all matrices share."""

NEIGHBOURS = 16
"""Outputs, which follow each other, whose errors are kept."""


class Search:
    """Looks for recipes that make what was given.

    accepts: whether a recipe does so to the last digit; it has the last word.
    deepest: how many mistakes in what all share are tried together.
    """

    def __init__(
        self,
        net: Net,
        targets: Mapping[str, Target],
        scales: Scales,
        accepts: Callable[[Explanation], bool],
        norm: tuple[str, float] | None = None,
        progress: Progress | None = None,
        deepest: int = SHARED,
    ) -> None:
        self.deepest = deepest
        self.net, self.targets, self.scales = net, targets, scales
        self.accepts, self.norm, self.progress = accepts, norm, progress
        self.triangles, self.forwards = triangles(net), forwards(net)
        self.outputs_of = [outputs_up_to(net, level) for level in range(SHARED + 1)]
        self.backs = lru_cache(8)(backs)
        matrices = [
            count_matrix(t.knobs or meant_triangle(net), net.steps)
            for t in self.triangles
        ]
        self.counts = np.ascontiguousarray(np.array(matrices).transpose(2, 0, 1))
        self.outer = [name for name in targets if name in OF_OUTPUT]
        inner = [t for name, t in targets.items() if name not in OF_OUTPUT]
        self.primary = max(inner, key=lambda t: t.bits * (t.name != "h0"), default=None)
        self.found: dict[frozenset[str], list[Explanation]] = {}
        self.bound = max(t.bound or 0.0 for t in targets.values()) or None
        self.cut_short = False
        self.best = float(MOST_TOGETHER)
        self.output_cache: dict[tuple[Forward, Output], dict[str, list[Way]]] = {}
        self.states = lru_cache(256)(lambda knobs: run(net, knobs))
        self.factors = lru_cache(64)(self._factors)
        self.each_loss = lru_cache(NEIGHBOURS)(
            lambda forward, knobs: errors_of_each(net, self.states(forward), knobs)
        )

    def explanations(self) -> list[Explanation]:
        """All that was found, cheapest first."""
        with np.errstate(all="ignore"):
            for level in range(self._deepest() + 1):
                if level > self.best:
                    break
                if takes_too_long(level, self.net, "U" in self.targets):
                    self.cut_short = level == 2
                    break
                self._level(level)
        if self.progress is not None:
            self.progress(1.0)
        found = [one for group in self.found.values() for one in group]
        return sorted(found, key=lambda one: one.cost)

    def _deepest(self) -> int:
        """Zeros everywhere fit nearly all that there is: they are not searched far."""
        says = self.primary is None or self.primary.bits > 0
        return self.deepest if says else min(1, self.deepest)

    def _level(self, level: int) -> None:
        for place, forward in enumerate(self.forwards):
            if self.progress is not None:
                done = place / len(self.forwards)
                self.progress((level + done) / (SHARED + 1))
            if len(forward.slugs) > level:
                continue
            for output in self.outputs_of[level]:
                implied = forward.implied | output.implied
                before = (forward.slugs | output.slugs) - implied
                if len(before) <= level:
                    self._outputs(forward, output, level, before, implied)

    def _ways_back(
        self,
        forward: Choice[Forward],
        level: int,
        before: frozenset[str],
        implied: frozenset[str],
    ) -> list[Choice[Back]]:
        """Those that make up the level with the mistakes before them."""
        activation = forward.knobs.activation or self.net.activation
        ways_back = self.backs(activation)
        if not implied:
            return ways_back[level - len(before)]
        return [
            back
            for same in ways_back
            for back in same
            if len(before | (back.slugs - implied)) == level
        ]

    def _outputs(
        self,
        forward: Choice[Forward],
        output: Choice[Output],
        level: int,
        before: frozenset[str],
        implied: frozenset[str],
    ) -> None:
        states = self.states(forward.knobs)
        errors: OutputErrors | None = None
        ways: dict[str, list[Way]] = {}
        if self.outer:
            key = (forward.knobs, output.knobs)
            if key not in self.output_cache:
                errors = self._output_errors(forward, output)
                self.output_cache[key] = self._output_ways(forward, states, errors)
            ways = self.output_cache[key]
            if self._too_dear(ways, before, implied):
                return
        if self.primary is None:
            self._keep(
                forward, output, Choice(frozenset(), Back()), None, ways, implied
            )
            return
        if errors is None:
            errors = self._output_errors(forward, output)
        for back in self._ways_back(forward, level, before, implied):
            if self._known_or_dear(before | (back.slugs - implied)):
                continue
            made = errors_back(self.net, states, errors, back.knobs)
            self._back(forward, output, back, states, made, ways, implied)

    def _output_errors(
        self, forward: Choice[Forward], output: Choice[Output]
    ) -> OutputErrors:
        reads, _, targets, error, _ = output.knobs
        each = self.each_loss(forward.knobs, (reads, targets, error))
        return counted_errors(self.net, each, output.knobs)

    def _output_ways(
        self, forward: Choice[Forward], states: Run, errors: OutputErrors
    ) -> dict[str, list[Way]]:
        if not np.isfinite(errors.err).all():
            return {name: [] for name in self.outer}
        ways = {}
        for name in self.outer:
            (factors,) = self.factors(forward.knobs, name)
            target = self.targets[name]
            ways[name] = output_ways(
                target, factors, self.net, states, errors.err, self.scales
            )
        return ways

    def _too_dear(
        self,
        ways: Mapping[str, list[Way]],
        before: frozenset[str],
        implied: frozenset[str],
    ) -> bool:
        """Whether a matrix has no way, or only those of more mistakes than are known
        to be enough.
        """
        least = [
            min((len(way.slugs - implied) for way in found), default=MOST_TOGETHER + 1)
            for found in ways.values()
        ]
        return max(least) + len(before) > self.best

    def _factors(self, knobs: Forward, name: str) -> list[Factors]:
        target, states = self.targets[name], self.states(knobs)
        wide = target.given.shape[1] > 1
        return factors_of(name, self.net, states, target.rows, target.columns, wide)

    def _back(
        self,
        forward: Choice[Forward],
        output: Choice[Output],
        back: Choice[Back],
        states: Run,
        errors: Errors,
        ways: dict[str, list[Way]],
        implied: frozenset[str],
    ) -> None:
        for place in self._triangles_that_fit(forward, back, states, errors):
            triangle = self.triangles[place]
            shared = forward.slugs | output.slugs | back.slugs | triangle.slugs
            if self._known_or_dear(shared - implied):
                continue
            counts = self.counts[:, place].T
            found = dict(ways)
            for name, target in self.targets.items():
                if name in OF_OUTPUT:
                    continue
                factors = [] if name == "h0" else self.factors(forward.knobs, name)
                found[name] = ways_of_one(
                    target, factors, self.net, states, errors, counts, self.scales
                )
                if not found[name]:
                    break
            else:
                self._keep(forward, output, back, triangle, found, implied)

    def _triangles_that_fit(
        self,
        forward: Choice[Forward],
        back: Choice[Back],
        states: Run,
        errors: Errors,
    ) -> Iterator[int]:
        """Those of which the primary matrix can be made, as far as its probes tell."""
        target = self.primary
        assert target is not None
        limit = 1 if isinstance(back.knobs.form, tuple) else len(self.triangles)
        fits = np.zeros(limit, bool)
        counts = self.counts[:, :limit]
        if target.name == "h0":
            sums = [start_candidates(target, self.net, states, errors, counts)]
        else:
            sums = [
                combined(probe_deltas(errors, counts, factors), factors.weights)
                for factors in self.factors(forward.knobs, target.name)
            ]
        for candidates in sums:
            flat = candidates.reshape(len(candidates), -1)
            places, ratios, relative = proportional(target, flat)
            for place, ratio, off in zip(places, ratios, relative, strict=True):
                if self.scales.near(float(ratio), float(off), target.name):
                    fits[place // candidates.shape[2]] = True
        yield from np.flatnonzero(fits).tolist()

    def _known_or_dear(self, slugs: frozenset[str]) -> bool:
        """Whether a part of these mistakes explains all, or they are too many."""
        return len(slugs) > self.best or any(known < slugs for known in self.found)

    def _keep(
        self,
        forward: Choice[Forward],
        output: Choice[Output],
        back: Choice[Back],
        triangle: Choice | None,
        ways: dict[str, list[Way]],
        implied: frozenset[str],
    ) -> None:
        shared = forward.slugs | output.slugs | back.slugs
        knobs = None
        if triangle is not None:
            shared, knobs = shared | triangle.slugs, triangle.knobs
        recipe = Recipe(forward.knobs, output.knobs, back.knobs, knobs)
        for one in assembled(
            recipe, shared, implied, ways, self.bound, self.norm, self.best
        ):
            if one.slugs and one.slugs not in self.found and self.accepts(one):
                self.found[one.slugs] = [one]
                self.best = min(self.best, one.cost)

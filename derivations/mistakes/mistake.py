"""A mistake as data: the equations that it changes, and its gradients on a network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sympy as sp

from derivations.evaluation.network import Network
from derivations.language.symbols import Clipped, Norm, tau
from derivations.latex.printer import latex
from derivations.mistakes.equations import (
    BATCH,
    BOUND,
    ENTRIES,
    GRADIENTS,
    LEFT,
    MEANT,
    Equations,
)
from derivations.mistakes.formulas import in_formulas
from derivations.mistakes.written_pass import errors_of, run

WINDOW, PARTS = 2, 4
"""The window that is meant, and the whole number that a gradient is divided by."""
NUMBERS: Mapping[Any, Any] = {tau: WINDOW, BATCH: PARTS}
CUTS = (Clipped, Norm)

Gradients = Mapping[str, np.ndarray]
Counts = Callable[[int, int, int], float]


@dataclass(frozen=True)
class Mistake:
    """Equations of back-propagation as somebody wrote them, and why they are wrong.

    `wrong` is equation -> its right side as it was written; the others are right.  The
    first is the one that is shown, beside `right`.  `derivation`, `line`: where the
    right one stands, the line counted from 0.  `why` says what is wrong with it, `trap`
    what NumPy has to do with it.  `meant` is what was to be differentiated: "sum",
    "mean", "last" or "window".  `hidden_by` names the networks on which the gradients
    are right all the same.  `counts` is how often a cell (t, k) of the triangle of T
    losses is added up, where it is the triangle that is wrong.  `sources` are addresses
    at which it was found.
    """

    theme: str
    why: str
    wrong: Equations
    right: sp.Expr
    derivation: str
    line: int
    meant: str = "sum"
    trap: str = ""
    hidden_by: tuple[str, ...] = ()
    counts: Counts | None = field(default=None, repr=False)
    sources: tuple[str, ...] = ()

    @property
    def equation(self) -> str:
        """The name of the equation that is shown."""
        return next(iter(self.wrong))

    @property
    def has_window(self) -> bool:
        """Whether its formulas have a window w, which is `WINDOW` steps here."""
        symbols = (expr.free_symbols for expr in (*self.wrong.values(), self.right))
        return any(tau in found for found in symbols)

    def written(self, activation: str = "sigmoid") -> sp.Expr:
        """The right side that was written, the slope's formula put in."""
        return in_formulas(self.wrong[self.equation], activation)

    def correct(self, activation: str = "sigmoid") -> sp.Expr:
        """The right side that is right, the slope's formula put in."""
        return in_formulas(self.right, activation)

    def latex(
        self,
        corrected: bool,
        activation: str = "sigmoid",
        names: str = "source",
        equation: str | None = None,
    ) -> str:
        """An equation as it was written, or as it is right, as LaTeX: the first one if
        none is named. KeyError for one that the mistake does not change.
        """
        name = self.equation if equation is None else equation
        expr = self.wrong[name]
        if corrected:
            first = name == self.equation
            expr = self.right if first else MEANT[self.meant][name]
        expr = in_formulas(expr, activation)
        left = ENTRIES if expr.is_commutative else LEFT
        return f"{latex(left[name], names=names)} = {latex(expr, names=names)}"

    def gradients(self, network: Network, corrected: bool = False) -> Gradients:
        """H, L, U and h0 by the equations as they were written, or by the right ones
        with `right` among them.
        """
        changed = {self.equation: self.right} if corrected else self.wrong
        numbers = {**NUMBERS, BOUND: 0 if corrected else self.bound(network)}
        return run(network, self._with(changed, network), numbers)

    def bound(self, network: Network) -> float:
        """What entries, or norms, are cut to: half of the largest entry that is cut, or
        of the smallest norm; 0 where nothing is.
        """
        kinds = [a.func for expr in self.wrong.values() for a in expr.atoms(*CUTS)]
        if not kinds:
            return 0.0
        if "delta" in self.wrong:
            errors = errors_of(network, self._with({}, network))
            sizes = [np.abs(network.weights["H"][:].T @ e).max() for e in errors[1:]]
            return float(max(sizes, default=0.0)) / 2
        found = run(network, self._with({}, network), NUMBERS).values()
        if Norm in kinds:
            norms = [float(np.linalg.norm(a)) for a in found]
            return min((norm for norm in norms if norm), default=0.0) / 2
        return float(max(np.abs(a).max() for a in found)) / 2

    def _with(self, changed: Equations, network: Network) -> Equations:
        equations = {**MEANT[self.meant], **changed}
        return {
            name: in_formulas(expr, network.activation)
            for name, expr in equations.items()
        }

    def residuals(self, network: Network) -> dict[str, float]:
        """max|wrong - right| / max|right| of H, L, U and h0; see `misses`."""
        return misses(self.gradients(network), true_gradients(network, self.meant))


def true_gradients(network: Network, meant: str) -> Gradients:
    """The gradients of what is meant, by the equations that are right."""
    return run(network, MEANT[meant], NUMBERS)


def misses(wrong: Gradients, right: Gradients) -> dict[str, float]:
    """max|wrong - right| / max|right|, matrix by matrix; infinite where the wrong one
    has no number, or only the right one is 0.
    """
    found = {}
    for name in GRADIENTS:
        miss = np.abs(wrong[name] - right[name]).max()
        largest = np.abs(right[name]).max()
        with np.errstate(all="ignore"):
            relative = float(miss / largest) if miss else 0.0
        found[name] = relative if np.isfinite(relative) else np.inf
    return found

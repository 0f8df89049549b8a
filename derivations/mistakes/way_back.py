"""Mistakes in what is carried back from step to step."""

from collections.abc import Mapping

import sympy as sp

from derivations.language.symbols import (
    Clipped,
    Hadamard,
    T,
    Transposed,
    Whole,
    delta,
    delta_o,
    dsigma,
    onehot_x,
    r,
    s,
    z,
)
from derivations.mistakes.equations import (
    BOUND,
    RIGHT,
    Equations,
    ahead,
    ahead_one,
    outputs,
    own,
    slope,
    state_error,
    states,
    weights,
    windowed,
)
from derivations.mistakes.mistake import Counts, Mistake
from derivations.mistakes.sources import (
    AHEAD_ONLY,
    COUNTED_AGAIN,
    OWN_LOSS_ONLY,
    TRANSPOSES,
)

THEME = "The way back"
LINES = {"back": ("earlier-error", 4), "H": ("full-gradient", 6)}
THROUGH_WEIGHTS = ("previous-hidden", 5)
"""The line of H^T delta, of which the recursion is made."""


def _back(
    why: str,
    wrong: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    *,
    of: str = "delta",
    counts: Counts | None = None,
    sources: tuple[str, ...] = (),
    trap: str = "",
    others: Mapping[str, sp.Expr] | None = None,
    place: tuple[str, int] | None = None,
) -> Mistake:
    equations: Equations = {of: wrong, **(others or {})}
    place = place or LINES.get(of, ("full-gradient", 17))
    return Mistake(
        THEME,
        why,
        equations,
        RIGHT[of],
        *place,
        hidden_by=hidden_by,
        counts=counts,
        sources=sources,
        trap=trap,
    )


def error(from_ahead: sp.Expr) -> sp.Expr:
    """delta^(s) with another term from ahead."""
    return Hadamard(slope, own + from_ahead)


errors, later = Whole(delta, s), Whole(delta, s + 1)
own_again = Transposed(outputs) * Whole(delta_o, s)
passed = Hadamard(slope, own_again + ahead_one)
with_slope = Hadamard(slope, state_error)

WAY_BACK = {
    "back-without-transpose": _back(
        "Unit i feels the units m that read it, through Hₘᵢ: a sum down a column of "
        "H. H δ sums along a row, over the units that i reads.",
        error(weights * later),
        ("one step", "symmetric"),
        trap="H is square, so that H @ delta and H.T @ delta have one shape: NumPy "
        "has nothing to complain about.",
        sources=TRANSPOSES,
        place=THROUGH_WEIGHTS,
    ),
    "nothing-from-ahead": _back(
        "A state is felt by its own loss and, through the next state, by all later "
        "ones. Without them each loss sees the last instance of H alone.",
        Hadamard(slope, own),
        ("one step",),
        counts=lambda t, k, T: k == t - 1,
        sources=OWN_LOSS_ONLY,
    ),
    "only-from-ahead": _back(
        "What comes from ahead starts at 0, and no step adds anything to it: all "
        "errors stay 0.",
        Hadamard(slope, ahead),
        counts=lambda t, k, T: 0,
        sources=AHEAD_ONLY,
    ),
    "own-error-twice": _back(
        "δ has the step’s own error in it already.",
        sp.Sum((errors + Whole(delta, s, s)) * Transposed(states), (s, 1, T)),
        of="H",
        others={
            "L": sp.Sum(
                (errors + Whole(delta, s, s)) * Transposed(Whole(onehot_x, s)),
                (s, 1, T),
            ),
            "h0": Transposed(weights) * (Whole(delta, 1) + Whole(delta, 1, 1)),
        },
        counts=lambda t, k, T: 2 if k == t - 1 else 1,
    ),
    "losses-counted-again": _back(
        "On its way back a loss passes steps that have losses of their own. Those "
        "walk back by themselves; picked up here, they count once for every later "
        "loss.",
        passed,
        ("one step",),
        of="back",
        others=windowed(sp.S.Zero, T),
        counts=lambda t, k, T: T - t + 1,
        sources=COUNTED_AGAIN,
    ),
    "carried-without-slope": _back(
        "Between two states lies an activation. dJ/dh of a state has to be multiplied "
        "by its slope, to be dJ/dz, before it goes through H′.",
        own + Transposed(weights) * state_error.xreplace({s: s + 1}),
        ("one step", "identity"),
        of="dh",
        others={"delta": with_slope},
        place=THROUGH_WEIGHTS,
    ),
    "carried-added-up": _back(
        "What a step hands back holds what all later steps sent. Added to what they "
        "handed back before, it counts them again.",
        error(Transposed(weights) * sp.Sum(Whole(delta, r), (r, s + 1, T + 1))),
        ("one step", "two steps"),
        trap="carried += ... inside the loop, where carried = ... is meant.",
        place=THROUGH_WEIGHTS,
    ),
    "carried-without-weights": _back(
        "A unit's error reaches the units that it read, each by its weight.",
        error(later),
        ("one step",),
        place=THROUGH_WEIGHTS,
    ),
    "slope-again-on-the-way": _back(
        "δ is dJ/dz: the slope is in it already.",
        error(Transposed(weights) * Hadamard(dsigma(Whole(z, s + 1)), later)),
        ("one step", "relu", "identity"),
        place=THROUGH_WEIGHTS,
    ),
    "clipped-each-step": _back(
        "A clipped error is the error of no loss, and each step before starts from "
        "it. Clip the finished gradient, if at all.",
        error(Clipped(ahead, BOUND)),
        ("one step",),
        trap="np.clip(carried, -c, c, out=carried) writes over the array that goes on.",
        place=THROUGH_WEIGHTS,
    ),
}

"""The sentences beside the pictures of Jacobians."""

import numpy as np

from rnn_core import SwappedFactors

from ..model.indexing import one_based
from ..text.names import derivative_name, factor_name, state_name
from ..text.numerals import DECADE, exponential, plural, short
from .factor_strip import WRITTEN
from .horizon import WHOLE, Balance, Distances, Horizon

DERIVED = {
    "Derive one step’s Jacobian": "step-jacobian",
    "Derive the product of Jacobians": "jacobian-product",
}
PRECISE = 1e-9
"""Two logarithms that differ by less, relative, agree."""
ROUNDING = 1e-13
"""An exponent this small is 0, and rounding."""


def regime(horizon: Horizon) -> str:
    """Whether these Jacobians vanish, hold or explode, and why."""
    steps, factor = horizon.states.steps, horizon.steepest * horizon.norm
    bound = (
        f"The largest slope times ‖H‖₂ is {short(horizon.steepest)} × "
        f"{short(horizon.norm)} = {short(factor)}: no step can stretch by more."
    )
    if horizon.log_norm == -np.inf:
        return f"**They end in an exact 0.** {bound} {_why_zero(horizon)}"
    which, why = "They explode.", ""
    if abs(horizon.log_norm) <= DECADE:
        which = "They hold."
    elif horizon.log_norm < 0:
        which = "They vanish."
        alone = steps * np.log(factor) < -DECADE
        why = f" The bound alone {'says' if alone else 'does not say'} so."
    return f"**{which}** {bound}{why} {_rates(horizon)}"


def _rates(horizon: Horizon) -> str:
    """The norm over all steps, its average a step, and the first exponent so far."""
    steps, norm = horizon.states.steps, exponential(horizon.log_norm)
    near = ", within a factor of ten of 1" if abs(horizon.log_norm) <= DECADE else ""
    if steps == 1:
        average = f"The one step’s Jacobian has norm {norm}{near}."
    else:
        most = "grows most" if horizon.log_norm > 0 else "shrinks least"
        average = (
            f"The product of all {steps:,} steps has norm {norm}{near}: on average a "
            f"step multiplies the direction that {most} by "
            f"{exponential(horizon.log_norm / steps)}."
        )
    first = float(horizon.exponents[-1, 0])
    ends = ", which ends in 0 as not all others do" if first == -np.inf else ""
    return (
        f"{average} The first Lyapunov exponent, the rate at which a nudge of "
        "the state grows or dies, is the limit of that factor’s logarithm over ever "
        "more steps; along unit 1’s direction, over "
        f"{plural(steps, 'step')}{ends}, λ₁ is "
        f"{'0' if abs(first) < ROUNDING else short(first)}."
    )


def _why_zero(horizon: Horizon) -> str:
    """What makes a product of Jacobians vanish: slopes, H, or both together."""
    H = horizon.states.real.H
    slope = horizon.states.slope[:, : len(H)]
    dead = np.flatnonzero(~slope.any(axis=1))
    if len(dead):
        return (
            f"At step {one_based(dead[0])} every slope is 0 in float64, and nothing "
            "comes through."
        )
    if not H.any():
        return "H itself is 0."
    if slope.all():
        return (
            "No slope is 0: H is the cause. It is singular, and a later step drops "
            "all that the earlier ones pass on."
        )
    return (
        "No single factor is 0, but their product is: slopes of 0, or H, stop at a "
        "later step all that the earlier ones pass on."
    )


def factor_strip_guide(t: int, s: int, hidden: int, shown: int) -> str:
    """What the factor strip shows."""
    if t == s:
        return (
            f"t = s: a state’s derivative by itself is the identity, a product of no "
            f"factors. Choose an s below {t}."
            if t
            else "h⁽⁰⁾ depends on no earlier state: choose a later t."
        )
    factors = (
        f"{derivative_name(t, s)} is the Jacobian of one step, {factor_name(t)}."
        if t - s == 1
        else f"{derivative_name(t, s)} = {factor_name(t)} … {factor_name(s + 1)}, "
        f"{t - s:,} factors, the last step’s first."
    )
    part = (
        f" Of {hidden} units the {shown} are shown whose rows and columns are largest; "
        "norms are of the whole."
        if shown < hidden
        else ""
    )
    return (
        f"{factors} The bars are σ′(zᵢ), one a row: each scales its row of H. Below "
        f"stands the product so far, from the left.{part}"
    )


def order_words(t: int, s: int, n: int, pair_swapped: SwappedFactors | None) -> str:
    """A sentence about what swapping two neighbours does to the product."""
    if t - s < 2:
        choose = "s at most t − 2" if t >= 2 else "a t of at least 2"
        return f"Order takes two factors: choose {choose}."
    if n == 0 or pair_swapped is None:
        return (
            "Order matters. A ⇄ between two factors swaps them; the field Swap n, "
            "n + 1 also reaches factors that the picture leaves out."
        )
    pair = f"{factor_name(n)} and {factor_name(n + 1)}"
    whole = pair_swapped.product.log_norm()
    swapped = pair_swapped.swapped.log_norm()
    difference = pair_swapped.difference.log_norm()
    if whole == swapped == -np.inf:
        return f"The product is 0, with {pair} swapped or not."
    if whole == -np.inf:
        return (
            f"The product is 0; with {pair} swapped it is not: its size (Frobenius "
            f"norm) is then {exponential(swapped)}."
        )
    if difference == -np.inf:
        return (
            f"{pair} are the same matrix, or commute, or differ by what the other "
            "factors drop: swapped, the product is what it was."
        )
    return (
        f"With {pair} swapped the product misses by {exponential(difference - whole)} "
        "of its own size (Frobenius norm): matrices do not commute, and the last "
        "step’s factor stands on the left."
    )


def curves_guide(sizes: Distances, s: int, log_norm: float) -> str:
    """What the curves against distance show."""
    t = sizes.t
    if t == 0:
        return "There is no state before h⁽⁰⁾: choose a later t to see a curve."
    text = (
        f"**Against distance.** Each point is the derivative of {state_name(t)} by the "
        f"state so many steps before. At distance {t - s}, the chosen s, the norm is "
        f"{exponential(log_norm)}."
    )
    if sizes.reach is not None:
        text += (
            " A plain float64 product keeps its digits up to distance "
            f"{sizes.reach} only; these numbers keep theirs, because their powers of "
            "two are stored apart."
        )
    else:
        text += " A plain float64 product would keep its digits at every distance here."
    if not len(sizes.valued):
        text += f" Beyond D_h = {WHOLE} only norms are found."
    elif len(sizes.valued) < t + 1:
        text += f" Singular values are found at {len(sizes.valued)} of the distances."
    if (sizes.values == -np.inf).any():
        text += " A singular value of 0 has no point on this scale."
    return text


def difference_guide(title: str, distance: int, log_norm: float, other: float) -> str:
    """How the norm at one distance compares with that of a second network."""
    text = f"With {title} the norm at distance {distance} is {exponential(other)}"
    if not np.isfinite(log_norm - other):
        return f"{text}; here it is {exponential(log_norm)}."
    return f"{text}, {exponential(other - log_norm)} times the one here."


def spectrum_guide(horizon: Horizon) -> str:
    """What the eigenvalues and the exponents show."""
    radius = float(np.abs(horizon.eigenvalues[0]))
    count = horizon.exponents.shape[1]
    where = (
        "outside" if radius > 1 + 1e-12 else "on" if radius > 1 - 1e-12 else "inside"
    )
    largest = f"The largest eigenvalue of H has size {short(radius)}, {where} the unit"
    if horizon.nilpotent:
        largest = "H is nilpotent: its eigenvalues are all 0, inside the unit"
    text = (
        f"**H alone, and H with its slopes.** {largest} circle; a step is diag(σ′) H, "
        f"and the largest slope here is {short(horizon.steepest)}. The exponents say "
        "what a step did on average, one a direction, unit 1’s first: below 0 it "
        "shrank."
    )
    if count < horizon.states.real.hidden:
        text += f" The first {count} of {horizon.states.real.hidden} are found."
    if ended := int((horizon.exponents[-1] == -np.inf).sum()):
        one = "1 of them is" if ended == 1 else f"{ended:,} of them are"
        text += (
            f" {one} −∞ over all steps: a direction that ends in 0, without a curve."
        )
    return text


def balance_word(check: Balance) -> str:
    """How well the two sides of the check agree, and how well rounding lets them."""
    if check.left == check.right:
        return "agree in every digit" if np.isfinite(check.left) else "agree: singular"
    if not (np.isfinite(check.left) and np.isfinite(check.right)):
        return "do not agree"
    apart = abs(check.left - check.right)
    if apart <= PRECISE * max(abs(check.left), abs(check.right), 1.0):
        return "agree"
    if apart <= check.uncertainty:
        return (
            f"agree as far as rounding allows: H, with condition number "
            f"{short(check.condition)}, is nearly singular, which leaves each "
            f"uncertain by up to {short(check.uncertainty)}"
        )
    return "do not agree"


def legend(units: int) -> str:
    """How the factor strip's cells are read."""
    if units <= WRITTEN:
        return (
            "Orange is above 0, blue below, stronger is larger: the factors share one "
            "scale, each product has its own. Point at a number for all its digits."
        )
    return (
        "Squares are positive, circles negative, their area is the size: the factors "
        "share one scale, each product has its own. Point at one for its number."
    )


def factor_strip_label(t: int, s: int) -> str:
    """What a screen reader is told of the factor strip."""
    return (
        f"The Jacobians whose product is {derivative_name(t, s)}, and the product "
        "after each. Arrow keys walk, the Page keys go from matrix to matrix, Enter "
        "between two factors swaps them."
    )

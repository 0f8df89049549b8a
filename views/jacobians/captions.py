"""What the pictures of Jacobians show now, in plain words."""

import numpy as np

from ..text.numerals import short
from .factor_strip import WRITTEN
from .horizon import WHOLE, Balance, Distances, Horizon
from .swap import Miss

LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
DERIVED = {
    "Derive one step’s Jacobian": "step-jacobian",
    "Derive the product of Jacobians": "jacobian-product",
}
DECADE = float(np.log(10))
ROUNDING = 1e-13
"""An exponent this small is 0, and rounding."""


def factor_name(n: int) -> str:
    """J₄."""
    return f"J{str(n).translate(LOW)}"


def state_name(n: int) -> str:
    """h⁽⁴⁾."""
    return f"h⁽{str(n).translate(HIGH)}⁾"


def derivative_name(t: int, s: int) -> str:
    """∂h⁽⁴⁾/∂h⁽¹⁾."""
    return f"∂{state_name(t)}/∂{state_name(s)}"


def exponential(log: float) -> str:
    """e to the power of a natural logarithm, however large or small."""
    if not np.isfinite(log):
        return "0" if log < 0 else short(log)
    if abs(log) < 600:
        return short(float(np.exp(log)))
    power = int(np.floor(log / DECADE))
    text = f"{np.exp(log - power * DECADE):.2f}e{power}"
    return text.replace("-", "−")


def regime(found: Horizon) -> str:
    """Whether these Jacobians vanish, hold or explode, and why."""
    states = found.states
    steps, factor = states.steps, found.steepest * found.norm
    first = float(found.exponents[-1].max())
    most = (
        f"The largest slope times ‖H‖₂ is {short(found.steepest)} × "
        f"{short(found.norm)} = {short(factor)}: no step can stretch by more."
    )
    if first == -np.inf:
        return (
            f"**They end in an exact 0.** {most} Within {steps:,} steps every "
            "direction meets a slope of 0, and nothing comes through."
        )
    each = (
        f"On average over {steps:,} steps the direction that grows most is multiplied "
        f"by exp λ₁ = {exponential(first)} a step: the first Lyapunov exponent λ₁ is "
        f"{'0' if abs(first) < ROUNDING else short(first)}."
    )
    if abs(first) * steps <= DECADE:
        which = "They hold."
        whole = exponential(first * steps)
        why = f"Over all steps that is within a factor of ten: {whole}."
    elif first < 0:
        which = "They vanish."
        why = (
            "The bound alone says so."
            if factor < 1
            else "The bound would allow them to grow; what they do on average decides."
        )
    else:
        which = "They explode."
        why = f"Over all steps that is a factor of {exponential(first * steps)}."
    return f"**{which}** {most} {each} {why}"


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


def order_words(t: int, s: int, n: int, found: Miss | None) -> str:
    """What swapping two neighbours does to the product."""
    if t - s < 2:
        return "Order takes two factors: choose s at most t − 2."
    if n == 0 or found is None:
        return (
            "Order matters: choose a ⇄ between two factors, and they trade places; "
            "Swap n, n + 1 does so for those left out too."
        )
    pair = f"{factor_name(n)} and {factor_name(n + 1)}"
    if found.relative is None:
        return f"The product is 0, with {pair} swapped or not."
    if found.relative == 0:
        return (
            f"{pair} are the same matrix, or commute: swapped, the product is what it "
            "was."
        )
    return (
        f"With {pair} swapped the product misses by {short(found.relative)} of its own "
        "size (Frobenius norm): matrices do not commute, and the last step’s factor "
        "stands on the left."
    )


def curves_guide(found: Distances, s: int, log_norm: float) -> str:
    """What the curves against distance show."""
    t = found.t
    if t == 0:
        return "There is no state before h⁽⁰⁾: choose a later t to see a curve."
    text = (
        f"**Against distance.** Each point is the derivative of {state_name(t)} by the "
        f"state so many steps before. At distance {t - s}, the chosen s, the norm is "
        f"{exponential(log_norm)}."
    )
    if found.reach is not None:
        text += (
            f" A plain float64 product dies one step past distance {found.reach}; here "
            "powers of two are kept apart."
        )
    else:
        text += " A plain float64 product would last all the way here."
    if not len(found.valued):
        text += f" Beyond D_h = {WHOLE} only norms are found."
    elif len(found.valued) < t + 1:
        text += f" Singular values are found at {len(found.valued)} of the distances."
    return text


def spectrum_guide(found: Horizon) -> str:
    """What the eigenvalues and the exponents show."""
    radius = float(np.abs(found.eigenvalues[0]))
    count = found.exponents.shape[1]
    where = (
        "outside" if radius > 1 + 1e-12 else "on" if radius > 1 - 1e-12 else "inside"
    )
    text = (
        f"**H alone, and H with its slopes.** The largest eigenvalue of H has size "
        f"{short(radius)}, {where} the unit circle; a step is diag(σ′) H, and no slope "
        f"here is above {short(found.steepest)}. The exponents say what a step does on "
        "average, one a direction: below 0 it shrinks."
    )
    if count < found.states.params.hidden:
        text += f" The first {count} of {found.states.params.hidden} are found."
    return text


def balance_word(found: Balance) -> str:
    """How well the two sides of the check agree."""
    if found.left == found.right:
        return "agree in every digit" if np.isfinite(found.left) else "agree: singular"
    if not (np.isfinite(found.left) and np.isfinite(found.right)):
        return "do not agree"
    apart = abs(found.left - found.right)
    size = max(abs(found.left), abs(found.right), 1.0)
    return "agree" if apart <= 1e-9 * size else "do not agree"


def legend(units: int) -> str:
    """How the factor strip's cells are read."""
    if units <= WRITTEN:
        return (
            "Orange is above 0, blue below, darker is larger: the factors share one "
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

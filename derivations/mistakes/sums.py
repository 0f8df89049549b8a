"""Mistakes in what is added up: words, steps, losses, the window."""

from collections.abc import Mapping

import sympy as sp

from derivations.language.symbols import (
    Complement,
    Quotient,
    T,
    Transposed,
    Whole,
    delta,
    delta_o,
    h,
    i,
    onehot_x,
    r,
    s,
    t,
    tau,
    v,
    x,
)
from derivations.mistakes.equations import (
    ELEMENTS,
    FROM,
    MEANT,
    RIGHT,
    Equations,
    last_loss,
    states,
    weights,
    windowed,
)
from derivations.mistakes.mistake import Counts, Mistake
from derivations.mistakes.sources import CHUNKS, ONE_LONGER, OVERWRITTEN, REPEATED

ADDING, LOSSES, WINDOW = "Adding up", "Which losses", "The window"
LAST = last_loss()


def by_loss(low: sp.Expr, high: sp.Expr) -> Equations:
    """The gradients of the losses from `low` to `high`."""
    error = Whole(delta, s, t)
    start = Transposed(weights) * Whole(delta, 1, t)
    output = Whole(delta_o, t) * Transposed(Whole(h, t))
    over = (t, low, high)
    return {
        "H": sp.Sum(error * Transposed(states), (s, 1, t), over),
        "L": sp.Sum(error * Transposed(Whole(onehot_x, s)), (s, 1, t), over),
        "U": sp.Sum(output, over),
        "h0": sp.Sum(start, over),
    }


def _losses(
    why: str,
    wrong: Equations,
    counts: Counts,
    hidden_by: tuple[str, ...] = (),
    meant: str = "sum",
    trap: str = "",
) -> Mistake:
    right = by_loss(sp.S.One, T)["H"] if meant == "sum" else LAST["H"]
    place = ("full-gradient", 2) if meant == "sum" else ("instance-sum", 13)
    return Mistake(
        LOSSES,
        why,
        wrong,
        right,
        *place,
        meant=meant,
        counts=counts,
        hidden_by=hidden_by,
        trap=trap,
    )


def _window(
    why: str,
    wrong: Equations,
    counts: Counts,
    hidden_by: tuple[str, ...] = (),
    meant: str = "window",
    trap: str = "",
    sources: tuple[str, ...] = (),
) -> Mistake:
    right = MEANT["window"]["H"] if meant == "window" else windowed(sp.S.Zero, T)["H"]
    return Mistake(
        WINDOW,
        why,
        wrong,
        right,
        "full-gradient",
        39 if meant == "window" else 2,
        meant=meant,
        counts=counts,
        hidden_by=hidden_by,
        trap=trap,
        sources=sources,
    )


def felt_until(window: sp.Expr) -> sp.Expr:
    """The last loss that feels h^(0) within a window."""
    return T - sp.Max(0, T - window)


hit = sp.KroneckerDelta(v, x(s))
not_again = sp.Product(Complement(sp.KroneckerDelta(v, x(r))), (r, s + 1, T))
times_read = sp.Sum(sp.KroneckerDelta(x(s), x(r)), (r, 1, T))
one_step: Mapping[str, sp.Expr] = {
    "H": Whole(delta, 1) * Transposed(Whole(h, 0)),
    "L": Whole(delta, 1) * Transposed(Whole(onehot_x, 1)),
    "U": Whole(delta_o, 1) * Transposed(Whole(h, 1)),
}

SUMS = {
    "repeated-word-overwritten": Mistake(
        ADDING,
        "Each step that reads a word adds its error to the word’s column.",
        {"L": sp.Sum(delta[s, i] * hit * not_again, (s, 1, T))},
        ELEMENTS["L"],
        "full-gradient",
        30,
        hidden_by=("one step", "no repeated word"),
        trap="dL[:, inputs] += delta.T reads all columns, adds, and writes them back: "
        "of a word that stands there twice the last write stays. np.add.at adds each.",
        sources=REPEATED,
    ),
    "repeated-word-averaged": Mistake(
        ADDING,
        "The losses are added up, and so are the shares of the steps that read a word.",
        {"L": sp.Sum(delta[s, i] * hit / times_read, (s, 1, T))},
        ELEMENTS["L"],
        "full-gradient",
        30,
        hidden_by=("one step", "no repeated word"),
    ),
    "overwritten-each-step": Mistake(
        ADDING,
        "All steps share H, and its gradient is the sum of their shares.",
        dict(one_step),
        RIGHT["H"],
        "full-gradient",
        6,
        hidden_by=("one step",),
        trap="dH = np.outer(...) binds the name anew at each turn; dH += adds. The "
        "turn that stays is the loop’s last: step 1, as it goes back.",
        counts=lambda t, k, T: k == 0,
        sources=OVERWRITTEN,
    ),
    "last-loss-only": _losses(
        "J is the sum over all steps; each has its target.",
        LAST,
        lambda t, k, T: t == T,
        ("one step",),
    ),
    "first-loss-only": _losses(
        "J is the sum over all steps; each has its target.",
        by_loss(sp.S.One, sp.S.One),
        lambda t, k, T: t == 1,
        ("one step",),
    ),
    "all-losses": _losses(
        "Meant is the loss after the last word alone, as where a text is classified.",
        {name: RIGHT[name] for name in LAST},
        lambda t, k, T: 1,
        ("one step",),
        "last",
    ),
    "last-loss-missing": _losses(
        "The last step has a target like the others.",
        by_loss(sp.S.One, T - 1),
        lambda t, k, T: t < T,
        trap="range(T - 1) ends at T - 2.",
    ),
    "first-loss-missing": _losses(
        "The first step has a target like the others.",
        by_loss(sp.S(2), T),
        lambda t, k, T: t > 1,
        trap="range(1, T) begins with the second step.",
    ),
    "window-one-longer": _window(
        "From t − w to t are w + 1 steps, both ends counted.",
        windowed(sp.Max(0, t - tau - 1), felt_until(tau + 1)),
        lambda t, k, T: t - k <= 3,
        ("one step", "two steps"),
        trap="np.arange(max(0, t - w), t + 1) has w + 1 entries.",
        sources=ONE_LONGER,
    ),
    "window-one-shorter": _window(
        "Of w steps the loop takes w − 1.",
        windowed(sp.Max(0, t - tau + 1), felt_until(tau - 1)),
        lambda t, k, T: t - k <= 1,
        ("one step",),
        trap="range leaves its end out.",
    ),
    "chunks-for-window": _window(
        "In pieces only the last loss of each sees w instances; the first sees one.",
        windowed(tau * Quotient(t - 1, tau), felt_until(tau)),
        lambda t, k, T: k >= 2 * ((t - 1) // 2),
        ("one step", "two steps"),
        sources=CHUNKS,
    ),
    "truncated": _window(
        "Each loss feels all instances of H back to the first.",
        windowed(FROM, felt_until(tau)),
        lambda t, k, T: t - k <= 2,
        ("one step", "two steps"),
        "sum",
    ),
    "not-truncated": _window(
        "Meant is the sum over the last w instances of each loss.",
        windowed(sp.S.Zero, T),
        lambda t, k, T: 1,
        ("one step", "two steps"),
    ),
}

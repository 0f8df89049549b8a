"""Mistakes of the forward pass and of the targets: it is another network's gradient."""

import sympy as sp

from derivations.language.symbols import (
    Cases,
    Column,
    Complement,
    Hadamard,
    L,
    Quotient,
    T,
    Transposed,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    onehot_x,
    onehot_y,
    s,
    sigma,
    t,
    tau,
    x,
    yhat,
    z,
)
from derivations.mistakes.equations import (
    RIGHT,
    Equations,
    ahead,
    ahead_unit,
    outer,
    outputs,
    own,
    own_unit,
    states,
    weights,
)
from derivations.mistakes.formulas import OtherActivation, OtherFormula
from derivations.mistakes.mistake import Mistake

THEME, TARGETS = "The forward pass", "The targets"
LINES = {
    "z": ("hidden-weights", 1),
    "h": ("hidden-error", 1),
    "o": ("output-weights", 1),
    "H": ("full-gradient", 6),
    "delta_o": ("softmax-loss", 8),
}


def _forward(
    why: str,
    wrong: Equations,
    hidden_by: tuple[str, ...] = (),
    trap: str = "",
    theme: str = THEME,
    right: sp.Expr | None = None,
) -> Mistake:
    (name, *_) = wrong
    return Mistake(
        theme,
        why,
        wrong,
        RIGHT[name] if right is None else right,
        *LINES[name],
        hidden_by=hidden_by,
        trap=trap,
    )


def _target(
    why: str, instead: sp.Expr, hidden_by: tuple[str, ...] = (), trap: str = ""
) -> Mistake:
    wrong = {"delta_o": Whole(yhat, t) - instead}
    return _forward(why, wrong, hidden_by, trap=trap, theme=TARGETS)


read = Column(L, x(s))
piece = sp.Max(tau, tau * Quotient(s - 1, tau))
inside = Complement(sp.KroneckerDelta(piece, s - 1))
"""0 at the first step of a piece but the first, else 1."""

FORWARDS = {
    "state-not-carried": _forward(
        "The next step reads the state that this one made; otherwise nothing is "
        "remembered.",
        {"z": weights * Whole(h, 0) + read, "H": outer(Whole(h, 0))},
        ("one step",),
        trap="Inside a function h = ... makes a new name; the h of the loop stays.",
    ),
    "zero-start": _forward(
        "z(1) reads the h(0) that the network was given.",
        {
            "z": Cases(read, sp.S.One, s, RIGHT["z"]),
            "H": outer(states, sp.S(2)),
        },
        ("zero start",),
        trap="np.zeros((T + 1, D_h)) holds h(0) as well: put it in.",
    ),
    "chunks-state-zeroed": _forward(
        "A state hands on what was read before; a piece that starts from 0 forgets it.",
        {
            "z": inside * weights * states + read,
            "H": sp.Sum(inside * Whole(delta, s) * Transposed(states), (s, 1, T)),
        },
        ("one step", "two steps"),
    ),
    "states-overwritten": _forward(
        "On the way back each step wants its own state, and finds the last one.",
        {
            "H": outer(Whole(h, T)),
            "U": sp.Sum(Whole(delta_o, t) * Transposed(Whole(h, T)), (t, 1, T)),
            "delta": Hadamard(dsigma(Whole(z, T)), own + ahead),
        },
        trap="hs.append(h) keeps a reference: if h[:] = ... writes over the array, "
        "the list holds one array T times. Append h.copy().",
    ),
    "other-activation": _forward(
        "The weights belong to a network with its own activation.",
        {
            "h": OtherActivation(z[s, i]),
            "delta": OtherFormula(h[s, i]) * (own_unit + ahead_unit),
        },
        right=sigma(z[s, i]),
    ),
    "forward-transposed": _forward(
        "Hᵢⱼ leads from unit j to unit i: row i of H is multiplied with the state.",
        {"z": Transposed(weights) * states + read},
        ("symmetric",),
        trap="h @ H of a row is H′h of a column. Frameworks that keep states as rows "
        "store H′.",
    ),
    "predictions-from-previous-state": _forward(
        "The state that has read x(t) is h(t).",
        {"o": outputs * Whole(h, t - 1)},
        trap="With h(0) at place 0, h[t] is the state before step t, counted from 0.",
    ),
    "predictions-from-last-state": _forward(
        "Each loss has logits of its own, from the state of its step.",
        {"o": outputs * Whole(h, T)},
        ("one step",),
        trap="After the loop the name h still holds the last state.",
    ),
    "targets-not-shifted": _target(
        "The word to be predicted is the one after the word that was read.",
        Whole(onehot_x, t),
        trap="text[:T] is the inputs; the targets are text[1:T + 1].",
    ),
    "targets-shifted-once-more": _target(
        "y(t) is x(t+1) already: shifted once more it is the word after the next. "
        "Here the last target stays.",
        Cases(Whole(onehot_y, T), T, t, Whole(onehot_y, t + 1)),
        ("one step",),
        trap="targets = inputs[1:], and then loss(logits[:-1], targets[1:]).",
    ),
}

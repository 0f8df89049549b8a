"""Mistakes in the slope of the activation: where it stands, what it is taken of."""

import sympy as sp

from derivations.language.symbols import (
    Cases,
    Hadamard,
    T,
    Whole,
    dsigma,
    h,
    i,
    s,
    z,
)
from derivations.mistakes.equations import (
    ELEMENTS,
    RIGHT,
    ahead,
    ahead_unit,
    own,
    own_unit,
    slope,
)
from derivations.mistakes.formulas import (
    AtInput,
    Formula,
    OtherFormula,
    PlusFormula,
    WithoutSquare,
)
from derivations.mistakes.mistake import Mistake
from derivations.mistakes.sources import SIGMA_TWICE, VALUE_OF_Z

THEME = "The slope"
PLACE = ("full-gradient", 17)
both, both_units = own + ahead, own_unit + ahead_unit


def _slope(
    why: str,
    wrong: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    *,
    trap: str = "",
    sources: tuple[str, ...] = (),
) -> Mistake:
    return Mistake(
        THEME,
        why,
        {"delta": wrong},
        RIGHT["delta"],
        *PLACE,
        hidden_by=hidden_by,
        trap=trap,
        sources=sources,
    )


def _formula(
    why: str,
    wrong: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    *,
    trap: str = "",
    sources: tuple[str, ...] = (),
) -> Mistake:
    """One of the slope's formula, of which the right one stands a line further down."""
    return Mistake(
        THEME,
        why,
        {"delta": wrong * both_units},
        Formula(h[s, i]) * both_units,
        PLACE[0],
        PLACE[1] + 1,
        hidden_by=hidden_by,
        trap=trap,
        sources=sources,
    )


SLOPES = {
    "slope-of-input": _formula(
        "h (1 − h) and 1 − h² are formulas of the state h; of z they are no slope.",
        AtInput(z[s, i]),
        sources=VALUE_OF_Z,
    ),
    "slope-twice": _slope(
        "σ′ is a function of z. Given h = σ(z) it finds σ(h) within, and the slope is "
        "that of a unit whose input was h.",
        Hadamard(dsigma(Whole(h, s)), both),
        ("relu", "identity"),
        sources=SIGMA_TWICE,
    ),
    "slope-on-own-error-only": _slope(
        "Both errors meet in dJ/dh, and both go through the activation to z.",
        Hadamard(slope, own) + ahead,
        ("one step", "identity"),
        trap="slope * own + carried: * binds more tightly than +; brackets are "
        "missing.",
    ),
    "slope-on-carried-only": _slope(
        "Both errors meet in dJ/dh, and both go through the activation to z.",
        own + Hadamard(slope, ahead),
        ("identity",),
        trap="own + slope * carried: * binds more tightly than +; brackets are "
        "missing.",
    ),
    "slope-missing": _slope(
        "dJ/dh is not dJ/dz: between z and h lies σ.",
        both,
        ("identity",),
    ),
    "slope-squared": _slope(
        "An error goes through the activation once a step.",
        Hadamard(slope, slope, both),
        ("relu", "identity"),
        trap="slope *= slope, or dh *= slope twice: an array that was written over "
        "in place gets its factor again.",
    ),
    "slope-inverse": Mistake(
        THEME,
        "dh/dz is the slope; 1/σ′ is dz/dh, the way forwards.",
        {"delta": both_units / dsigma(z[s, i])},
        ELEMENTS["delta"],
        PLACE[0],
        PLACE[1] - 1,
        hidden_by=("identity",),
    ),
    "slope-of-next-step": _slope(
        "The error of step s goes through the activation of step s.",
        Hadamard(Cases(slope, T, s, dsigma(Whole(z, s + 1))), both),
        ("one step", "identity"),
        trap="Where h holds h(0) as well, h[s] is the state before step s, counted "
        "from 0, and z[s] is made in it.",
    ),
    "slope-of-previous-step": _formula(
        "The slope is that of the state which the step makes, h(s), and not of the "
        "state that it reads.",
        Formula(h[s - 1, i]),
        ("identity",),
        trap="Where h holds h(0) as well, h[s] is the state before step s, counted "
        "from 0.",
    ),
    "slope-of-last-step": _slope(
        "Every step has its own slope.",
        Hadamard(dsigma(Whole(z, T)), both),
        ("one step", "identity"),
        trap="After the forward loop the name h still holds the last state, and "
        "raises no error where h[s] is meant.",
    ),
    "slope-of-other-activation": _formula(
        "The formula goes with the function that made the states.",
        OtherFormula(h[s, i]),
    ),
    "slope-without-square": _formula(
        "1 − h is neither of the two formulas: 1 − h² is tanh’s, h (1 − h) the "
        "sigmoid’s.",
        WithoutSquare(h[s, i]),
        ("relu", "identity"),
    ),
    "slope-sign": _formula(
        "The slope falls as the state leaves the middle of its range: it has a minus.",
        PlusFormula(h[s, i]),
        ("relu", "identity"),
    ),
}

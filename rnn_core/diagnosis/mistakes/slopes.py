"""Mistakes in the slope of the activation, where it stands and what it is taken of."""

from .mistake import Mistake

DELTA = "delta[s] = slope[s] * (U.T @ err[s] + carried)"
TANH, SIGMOID = "slope[s] = 1 - h[s + 1]**2", "slope[s] = h[s + 1] * (1 - h[s + 1])"
FORMULA, SLOPE = 18, 17
"""The lines with the slope's formula, and with the slope itself."""
BOTH = f"{TANH}  # tanh\n{SIGMOID}  # sigmoid"


def _slope(
    title: str,
    did: str,
    wrong: str,
    setting: str,
    right: str = BOTH,
    line: int = FORMULA,
) -> Mistake:
    place = {"slope": setting}
    return Mistake(title, did, wrong, right, "full-gradient", line, place)


SLOPES = {
    "slope-of-input": _slope(
        "The slope's formula gets z where it wants h",
        "The slope is taken as 1 − z² or z (1 − z); both formulas want h there.",
        "slope[s] = 1 - z[s]**2  # tanh\nslope[s] = z[s] * (1 - z[s])  # sigmoid",
        "formula at z",
    ),
    "slope-twice": _slope(
        "σ′ is evaluated at h where it wants z",
        "The function for σ′(z) is called with h: σ is applied once too often.",
        "slope[s] = dsigma(h[s + 1])",
        "at h",
        "slope[s] = dsigma(z[s])",
        line=SLOPE,
    ),
    "slope-on-own-error-only": _slope(
        "The slope is left out of what comes from ahead",
        "Only the step's own error is multiplied by the slope; what comes from ahead "
        "has to be as well.",
        "delta[s] = slope[s] * (U.T @ err[s]) + carried",
        "own error only",
        DELTA,
        line=SLOPE,
    ),
    "slope-on-carried-only": _slope(
        "The slope is left out of the step's own error",
        "Only what comes from ahead is multiplied by the slope; the step's own error "
        "has to be as well.",
        "delta[s] = U.T @ err[s] + slope[s] * carried",
        "carried only",
        DELTA,
        line=SLOPE,
    ),
    "slope-missing": _slope(
        "The slope is left out",
        "The error goes through the activation as if its slope were 1.",
        "delta[s] = U.T @ err[s] + carried",
        "missing",
        DELTA,
        line=SLOPE,
    ),
    "slope-squared": _slope(
        "The slope is put in twice",
        "The error is multiplied by the slope twice where once is meant.",
        "delta[s] = slope[s] * slope[s] * (U.T @ err[s] + carried)",
        "squared",
        DELTA,
        line=SLOPE,
    ),
    "slope-inverse": _slope(
        "Divided by the slope",
        "The error is divided by the slope; it has to be multiplied.",
        "delta[s] = (U.T @ err[s] + carried) / slope[s]",
        "inverse",
        DELTA,
        line=SLOPE - 1,
    ),
    "slope-of-next-step": _slope(
        "The slope of the next step",
        "The slope is that of the step after the one it is needed for.",
        "delta[s] = slope[s + 1] * (U.T @ err[s] + carried)",
        "next step",
        DELTA,
        line=SLOPE,
    ),
    "slope-of-previous-step": _slope(
        "The slope of the step before",
        "The slope is taken at h(t−1), the state that the step reads, where the state "
        "that it makes is meant.",
        "slope[s] = 1 - h[s]**2  # tanh\nslope[s] = h[s] * (1 - h[s])  # sigmoid",
        "previous step",
    ),
    "slope-of-last-step": _slope(
        "The slope of the last step everywhere",
        "The slope of step T is used at every step.",
        "delta[s] = slope[-1] * (U.T @ err[s] + carried)",
        "last step",
        DELTA,
        line=SLOPE,
    ),
    "slope-of-other-activation": _slope(
        "The slope of another activation",
        "The slope is that of an activation that the states were not made with.",
        "slope[s] = 1 - h[s + 1]**2  # but h is sigmoid(z)",
        "other activation",
        "slope[s] = h[s + 1] * (1 - h[s + 1])",
    ),
    "slope-without-square": _slope(
        "The slope lacks a factor",
        "The slope is taken as 1 − h or as h; it is 1 − h² of tanh and h (1 − h) of "
        "the sigmoid.",
        "slope[s] = 1 - h[s + 1]",
        "without square",
    ),
    "slope-sign": _slope(
        "A sign in the slope",
        "The slope is taken as 1 + h² or h (1 + h); the sign is a minus.",
        "slope[s] = 1 + h[s + 1]**2  # tanh\nslope[s] = h[s + 1] * (1 + h[s + 1])",
        "plus",
    ),
}

"""Mistakes in the error of the output."""

import sympy as sp

from derivations.language.symbols import (
    Complement,
    T,
    V,
    o,
    onehot_y,
    r,
    t,
    v,
    w,
    yhat,
)
from derivations.mistakes.equations import ELEMENTS, logit_error
from derivations.mistakes.mistake import Mistake

THEME = "The output"


def _error(
    why: str, wrong: sp.Expr, hidden_by: tuple[str, ...] = (), trap: str = ""
) -> Mistake:
    right = ELEMENTS["delta_o"]
    return Mistake(
        THEME,
        why,
        {"delta_o": wrong},
        right,
        "softmax-loss",
        7,
        hidden_by=hidden_by,
        trap=trap,
    )


probability, target = yhat[t, w], onehot_y[t, w]
every_error = sp.Sum(yhat[t, v] * (yhat[t, v] - onehot_y[t, v]), (v, 1, V))

OUTPUTS = {
    "target-not-subtracted": _error(
        "The loss is −o + log Σ exp(o): its first term brings the minus y.",
        probability,
        trap="err = yhat, then err[y] -= 1 writes over the probabilities as well: "
        "both names hold one array. With a copy of the wrong one the 1 is lost.",
    ),
    "target-overwritten": _error(
        "What is subtracted is the 1 of the next word; the probability stays.",
        probability * Complement(target) - target,
        trap="err[y] = -1 sets the entry; err[y] -= 1 is meant.",
    ),
    "softmax-missing": _error(
        "o is no probability: the derivative of log Σ exp(o) is ŷ.",
        o[t, w] - target,
    ),
    "softmax-twice": _error(
        "Softmax of a probability is a flatter distribution; a loss that takes logits "
        "has its softmax built in.",
        sp.exp(probability) / sp.Sum(sp.exp(yhat[t, v]), (v, 1, V)) - target,
    ),
    "squared-error": _error(
        "ŷ − y is the error of the cross-entropy, where the softmax’s slope cancels. "
        "A squared loss keeps it.",
        probability * (logit_error - every_error),
    ),
    "softmax-diagonal": _error(
        "A logit moves every probability, for they add up to 1: the softmax has a "
        "full Jacobian. And in ŷ − y it is in already.",
        logit_error * probability * Complement(probability),
    ),
    "sigmoid-for-softmax": _error(
        "Sigmoids of the logits do not add up to 1.",
        1 / (1 + sp.exp(-o[t, w])) - target,
    ),
    "softmax-not-normalised": _error(
        "exp(o) are no probabilities until they are divided by their sum.",
        sp.exp(o[t, w]) - target,
    ),
    "softmax-over-time": _error(
        "The probabilities of one step add up to 1 over the words.",
        sp.exp(o[t, w]) / sp.Sum(sp.exp(o[r, w]), (r, 1, T)) - target,
        trap="o has the shape (T, |V|): sum(axis=0) goes over time; axis=1, with "
        "keepdims=True, over words.",
    ),
}

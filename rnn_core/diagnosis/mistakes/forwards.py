"""Mistakes of the forward pass, of targets and of the output's error."""

from .mistake import Mistake

ERROR = "err[s] = yhat[s] - y[s]"
STATE = "z[s] = H @ h[s] + L[:, inputs[s]]"
INPUTS = ("hidden-weights", 1)
"""The line that has the definition of z in it."""
LOGITS = "o[s] = U @ h[s + 1]"


def _error(title: str, did: str, wrong: str, setting: str) -> Mistake:
    place = {"output error": setting}
    return Mistake(title, did, wrong, ERROR, "softmax-loss", 7, place)


def _states(
    title: str,
    did: str,
    wrong: str,
    right: str,
    knob: str,
    setting: str,
    line: tuple[str, int] = INPUTS,
) -> Mistake:
    place = {knob: setting}
    return Mistake(title, did, wrong, right, *line, place)


def _logits(title: str, did: str, wrong: str, setting: str) -> Mistake:
    place = {"predictions": setting}
    return Mistake(title, did, wrong, LOGITS, "output-weights", 1, place)


def _targets(title: str, did: str, wrong: str, setting: str) -> Mistake:
    right, place = "targets = text[1 : T + 1]", {"targets": setting}
    return Mistake(title, did, wrong, right, "softmax-loss", 8, place)


FORWARDS = {
    "state-not-carried": _states(
        "Every step starts from h(0)",
        "The state is not handed on from step to step; each one starts from h(0).",
        "z[s] = H @ h0 + L[:, inputs[s]]",
        STATE,
        "memory",
        "not carried",
    ),
    "zero-start": _states(
        "Started from 0",
        "The first step starts from a state of zeros, not from h(0).",
        "h[0] = 0",
        "h[0] = h0",
        "initial state",
        "zero",
    ),
    "chunks-state-zeroed": _states(
        "The state is set to 0 between pieces",
        "The text is cut into pieces, and each starts from a state of zeros.",
        "if s % w == 0: h[s] = 0",
        STATE,
        "memory",
        "zeroed",
    ),
    "states-overwritten": _states(
        "All states are one array",
        "One array is written over at every step, and the list holds it T times: on "
        "the way back every state is the last one.",
        "h[:] = sigma(H @ h + L[:, x]); states.append(h)",
        "states.append(h.copy())",
        "memory",
        "one array",
        ("full-gradient", 6),
    ),
    "other-activation": _states(
        "Another activation",
        "The whole pass uses another activation.",
        "h[s + 1] = np.tanh(z[s])",
        "h[s + 1] = sigma(z[s])",
        "activation",
        "another",
        ("hidden-error", 1),
    ),
    "forward-transposed": _states(
        "H′ in the forward pass",
        "The states are made with H′ h where H h is meant.",
        "z[s] = h[s] @ H + L[:, inputs[s]]",
        STATE,
        "forward",
        "H'",
    ),
    "predictions-from-previous-state": _logits(
        "Predictions from h(t−1)",
        "The logits read the state before the step; they read h(t).",
        "o[s] = U @ h[s]",
        "previous state",
    ),
    "predictions-from-last-state": _logits(
        "Predictions from h(T)",
        "All logits read the last state; each step's read its own, h(t).",
        "o[s] = U @ h[-1]",
        "last state",
    ),
    "targets-not-shifted": _targets(
        "The targets are the inputs",
        "Each step is to predict the word that it reads; the next one is meant.",
        "targets = text[:T]",
        "inputs",
    ),
    "targets-shifted-once-more": _targets(
        "The targets are one step off",
        "Each step has its neighbour's target.",
        "targets = text[2 : T + 2]",
        "neighbour's",
    ),
    "target-not-subtracted": _error(
        "The target is not subtracted",
        "The output's error is taken as ŷ; the 1 of the next word is left out.",
        "err[s] = yhat[s]",
        "yhat",
    ),
    "target-overwritten": _error(
        "ŷ is written over at the target",
        "The error at the target is taken as −1; it is ŷ − 1.",
        "err[s][targets[s]] = -1  # a copy of yhat[s] elsewhere",
        "-1 at the target",
    ),
    "softmax-missing": _error(
        "Logits for probabilities",
        "The output's error is taken as o − y; the softmax is missing.",
        "err[s] = o[s] - y[s]",
        "o - y",
    ),
    "softmax-twice": _error(
        "The softmax twice",
        "The softmax is applied to probabilities: to ŷ, or by a loss that has it "
        "built in.",
        "err[s] = softmax(softmax(o[s])) - y[s]",
        "softmax twice",
    ),
    "squared-error": _error(
        "The error of a squared loss",
        "The error is that of |ŷ − y|²; the loss is the cross-entropy.",
        "e = yhat[s] - y[s]; err[s] = yhat[s] * (e - yhat[s] @ e)",
        "squared loss",
    ),
    "softmax-diagonal": _error(
        "The softmax's slope is taken as ŷ (1 − ŷ)",
        "Of the softmax's Jacobian only the diagonal is used: each probability is "
        "taken to depend on its own logit alone.",
        "err[s] = (yhat[s] - y[s]) * yhat[s] * (1 - yhat[s])",
        "diagonal",
    ),
    "sigmoid-for-softmax": _error(
        "A sigmoid for the softmax",
        "The probabilities are sigmoids of the logits; the softmax is meant.",
        "yhat[s] = 1 / (1 + np.exp(-o[s]))",
        "sigmoid",
    ),
    "softmax-not-normalised": _error(
        "The softmax is not divided by its sum",
        "exp(o) stands for the probabilities; their sum is missing below.",
        "yhat[s] = np.exp(o[s])",
        "not normalised",
    ),
    "softmax-over-time": _error(
        "The softmax over the wrong axis",
        "The probabilities add up to 1 over the steps; they have to over the words.",
        "yhat = np.exp(o) / np.exp(o).sum(axis=0)",
        "over time",
    ),
}

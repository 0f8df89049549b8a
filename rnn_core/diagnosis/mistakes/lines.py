"""Lines of NumPy of the ways in which one mistake can be made, by its settings."""

from collections.abc import Callable, Mapping

ADDED = {
    "H": "dH += np.outer(delta[s], h[s])",
    "L": "dL[:, inputs[s]] += delta[s]",
    "U": "dU += np.outer(err[s], h[s + 1])",
    "h0": "dh0 = H.T @ delta[0]",
    "b_h": "db_h += delta[s]",
    "b_y": "db_y += err[s]",
}
"""What a step adds to each matrix."""
WHOLE = {
    "H": "dH = delta.T @ h[:-1]",
    "L": "np.add.at(dL.T, inputs, delta)",
    "U": "dU = err.T @ h[1:]",
    "h0": "dh0 = H.T @ delta[0]",
    "b_h": "db_h = delta.sum(axis=0)",
    "b_y": "db_y = err.sum(axis=0)",
}
"""Each matrix's sum over the steps."""


def _loop(steps: str) -> Callable[[str], str]:
    return lambda line: f"for s in {steps}:\n    {line}"


SOME: Mapping[str, Callable[[str], str]] = {
    "overwritten-each-step": lambda line: line.replace("+=", "="),
    "error-before-slope": lambda line: line.replace("delta[s]", "dh"),
    "first-instance-missing": _loop("range(T - 1, 0, -1)"),
    "last-step-missing": _loop("range(T - 1)"),
    "right": _loop("range(T)"),
}
"""A matrix's line, made wrong."""

TURNED = {
    ("softmax-diagonal", "diagonal, doubled"): (
        "err[s] = 2 * (yhat[s] - y[s]) * yhat[s] * (1 - yhat[s])"
    ),
    ("softmax-diagonal", "target only"): "err[s] = -y[s] * (1 - yhat[s])",
    ("squared-error", "squared, doubled"): (
        "e = 2 * (yhat[s] - y[s]); err[s] = yhat[s] * (e - yhat[s] @ e)"
    ),
    ("softmax-twice", "softmax twice, chained"): (
        "p = softmax(yhat[s]); e = p - y[s]; err[s] = yhat[s] * (e - yhat[s] @ e)"
    ),
    ("targets-shifted-once-more", "next"): "targets = np.roll(targets, -1)",
    ("targets-shifted-once-more", "previous"): "targets = np.roll(targets, 1)",
}
"""By slug and the setting of the output's error or of the targets."""

TANH, SIGMOID = "1 - {0}**2", "{0} * (1 - {0})"
_AFTER, _BEFORE, _Z = "h[s + 1]", "h[s]", "z[s]"
SLOPE_LINES: Mapping[tuple[str, tuple[str, ...]], str] = {
    ("right", ("tanh",)): f"slope[s] = {TANH.format(_AFTER)}",
    ("right", ("sigmoid",)): f"slope[s] = {SIGMOID.format(_AFTER)}",
    ("right", ("relu",)): "slope[s] = h[s + 1] > 0",
    ("right", ("identity",)): "slope[s] = 1",
    ("slope-of-input", ("formula", "tanh", "z")): f"slope[s] = {TANH.format(_Z)}",
    ("slope-of-input", ("formula", "sigmoid", "z")): (
        f"slope[s] = {SIGMOID.format(_Z)}"
    ),
    ("slope-of-previous-step", ("previous", "tanh")): (
        f"slope[s] = {TANH.format(_BEFORE)}"
    ),
    ("slope-of-previous-step", ("previous", "sigmoid")): (
        f"slope[s] = {SIGMOID.format(_BEFORE)}"
    ),
    ("slope-of-previous-step", ("previous", "relu")): "slope[s] = h[s] > 0",
    ("slope-without-square", ("1 - h",)): "slope[s] = 1 - h[s + 1]",
    ("slope-without-square", ("h",)): "slope[s] = h[s + 1]",
    ("slope-sign", ("plus", "tanh")): "slope[s] = 1 + h[s + 1]**2",
    ("slope-sign", ("plus", "sigmoid")): "slope[s] = h[s + 1] * (1 + h[s + 1])",
    ("slope-of-other-activation", ("formula", "tanh", "h")): (
        f"slope[s] = {TANH.format(_AFTER)}"
    ),
    ("slope-of-other-activation", ("formula", "sigmoid", "h")): (
        f"slope[s] = {SIGMOID.format(_AFTER)}"
    ),
    ("slope-of-other-activation", ("formula", "relu", "h")): "slope[s] = h[s + 1] > 0",
    ("slope-of-other-activation", ("at z", "tanh")): "slope[s] = 1 - np.tanh(z[s])**2",
    ("slope-of-other-activation", ("at z", "sigmoid")): (
        "slope[s] = sigmoid(z[s]) * (1 - sigmoid(z[s]))"
    ),
    ("slope-of-other-activation", ("at z", "relu")): "slope[s] = z[s] > 0",
}
"""By slug and the setting of the slope, "right" by the activation."""


def clipped_line(what: str, bound: float) -> tuple[str, str]:
    """What clips on the way back, wrong and right: "delta", or what is carried."""
    if what == "delta":
        right = "delta[s] = slope[s] * (U.T @ err[s] + carried)"
        return f"{right}\ndelta[s] = np.clip(delta[s], {-bound:g}, {bound:g})", right
    right = "carried = H.T @ delta[s]"
    return f"carried = np.clip(H.T @ delta[s], {-bound:g}, {bound:g})", right

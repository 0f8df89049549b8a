"""Mistakes that change a whole gradient: its sign, its scale, where it is cut."""

from .mistake import Mistake


def _scale(
    title: str, did: str, wrong: str, right: str, setting: str, line: int = 6
) -> Mistake:
    place = {"scale": setting}
    return Mistake(title, did, wrong, right, "full-gradient", line, place)


SCALES = {
    "divided-by-steps": _scale(
        "Divided by T",
        "The way back averages over the T steps; the loss that is meant does not.",
        "dH /= T",
        "dH = sum(np.outer(delta[s], h[s]) for s in range(T))",
        "1/T",
    ),
    "sign": Mistake(
        "The other sign",
        "Every entry has the other sign: J is written without its minus.",
        "J = np.log(yhat[s, targets[s]]); err[s] = y[s] - yhat[s]",
        "J = -np.log(yhat[s, targets[s]]); err[s] = yhat[s] - y[s]",
        "softmax-loss",
        7,
        {"sign": "minus"},
    ),
    "clipped-before-check": Mistake(
        "Clipped before it is compared",
        "Entries beyond a bound are cut to it. That serves training; what is left is "
        "not the gradient.",
        "np.clip(dH, -bound, bound, out=dH)",
        "clipped = np.clip(dH, -bound, bound)  # a copy; dH itself is compared",
        "full-gradient",
        6,
        {"clip": "entries"},
    ),
    "clipped-by-norm": Mistake(
        "Scaled down to a norm",
        "The gradient is scaled down so that its norm is at a bound. That serves "
        "training; what is left is not the gradient.",
        "dH *= bound / np.linalg.norm(dH)",
        "scaled = dH * bound / np.linalg.norm(dH)  # a copy; dH itself is compared",
        "full-gradient",
        6,
        {"clip": "norm"},
    ),
    "not-divided": _scale(
        "Not divided by T",
        "The mean of the losses is meant; the gradient is that of their sum.",
        "dH = sum(np.outer(delta[s], h[s]) for s in range(T))",
        "dH /= T",
        "not 1/T",
    ),
    "divided-by-vocabulary": _scale(
        "Divided by |V|",
        "The mean over the words of the vocabulary is taken as well.",
        "err = (yhat - y) / V",
        "err = yhat - y",
        "1/|V|",
    ),
    "divided-by-hidden": _scale(
        "Divided by D_h",
        "The gradient is divided by the number of hidden units.",
        "dH /= D_h",
        "dH = delta.T @ h[:-1]",
        "1/D_h",
    ),
    "divided-by-batch": _scale(
        "Divided by a whole number",
        "The gradient is divided by a small whole number, as by the size of a batch.",
        "dH /= batch",
        "dH = delta.T @ h[:-1]",
        "1/batch",
    ),
    "log-base-2": _scale(
        "The logarithm to base 2",
        "The loss is in bits: every entry is divided by ln 2.",
        "J -= np.log2(yhat[s, targets[s]])",
        "J -= np.log(yhat[s, targets[s]])",
        "1/ln 2",
    ),
    "doubled": _scale(
        "Twice what it should be",
        "Every entry is doubled, as by adding the same share twice.",
        "dH = 2 * dH",
        "dH = delta.T @ h[:-1]",
        "2",
    ),
    "halved": _scale(
        "Half of what it should be",
        "Every entry is halved, as by a loss with a factor 1/2.",
        "dH = dH / 2",
        "dH = delta.T @ h[:-1]",
        "1/2",
    ),
    "multiplied-by-steps": _scale(
        "Times T",
        "Every entry is T times too large.",
        "dH *= T",
        "dH = delta.T @ h[:-1]",
        "T",
    ),
}

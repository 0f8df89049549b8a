"""Mistakes in the state of the outer products, and in the gradient of h(0)."""

from .mistake import Mistake

HIDDEN = "dH += np.outer(delta[s], h[s])"
OUTPUT = "dU += np.outer(err[s], h[s + 1])"
START = "dh0 = H.T @ delta[0]"


def _hidden(
    title: str, did: str, wrong: str, setting: str, right: str = HIDDEN
) -> Mistake:
    place = {"state": setting}
    return Mistake(title, did, wrong, right, "full-gradient", 6, place)


def _output(title: str, did: str, wrong: str, setting: str) -> Mistake:
    place = {"output state": setting}
    return Mistake(title, did, wrong, OUTPUT, "full-gradient", 36, place)


def _start(title: str, did: str, wrong: str, setting: str, line: int = 5) -> Mistake:
    place = {"start": setting}
    return Mistake(title, did, wrong, START, "previous-hidden", line, place)


FACTORS = {
    "own-state": _hidden(
        "The step's own state in the outer product",
        "The outer product takes h(t), the state that the step makes; it is h(t−1), "
        "the state that H was multiplied with.",
        "dH += np.outer(delta[s], h[s + 1])",
        "own",
    ),
    "wraps-around": _hidden(
        "h[-1] is the last state",
        "At the first step the index t − 1 is −1, which NumPy reads as the last entry: "
        "h(T) stands where h(0) is meant.",
        "dH += np.outer(delta[s], h[s - 1])  # h without h(0): h[-1] at s = 0",
        "wrapped",
    ),
    "first-state": _hidden(
        "h(0) in every outer product",
        "Every step's outer product takes h(0); it is the state before that step.",
        "dH += np.outer(delta[s], h[0])",
        "first",
    ),
    "last-state": _hidden(
        "h(T) in every outer product",
        "Every step's outer product takes the last state; it is the state before that "
        "step. A list that holds one array T times does this as well.",
        "dH += np.outer(delta[s], h[-1])",
        "last",
    ),
    "first-instance-missing": _hidden(
        "The first step is left out",
        "The loop ends before step 1: its share of the gradient is missing.",
        "for s in range(T - 1, 0, -1):\n    dH += np.outer(delta[s], h[s])",
        "no first step",
        f"for s in range(T - 1, -1, -1):\n    {HIDDEN}",
    ),
    "last-step-missing": _hidden(
        "The last step is left out",
        "The loop leaves out step T: its share of the gradient is missing.",
        "for s in range(T - 1):\n    dH += np.outer(delta[s], h[s])",
        "no last step",
        f"for s in range(T):\n    {HIDDEN}",
    ),
    "state-before-activation": _hidden(
        "z(t−1) in the outer product",
        "The outer product takes the step before's z; it is h(t−1), after the "
        "activation.",
        "dH += np.outer(delta[s], z[s - 1])",
        "before activation",
    ),
    "state-two-back": _hidden(
        "h(t−2) in the outer product",
        "The outer product takes the state of two steps before; it is h(t−1).",
        "dH += np.outer(delta[s], h[s - 1])",
        "two back",
    ),
    "output-state-previous": _output(
        "h(t−1) in U's outer product",
        "U's outer product takes the state before the step; the logits were made of "
        "the step's own state, h(t).",
        "dU += np.outer(err[s], h[s])",
        "previous",
    ),
    "output-state-before-activation": _output(
        "z(t) in U's outer product",
        "U's outer product takes z(t); the logits were made of h(t), after the "
        "activation.",
        "dU += np.outer(err[s], z[s])",
        "before activation",
    ),
    "output-state-last": _output(
        "h(T) in all of U's outer products",
        "Every outer product of U takes the last state; each takes its own step's.",
        "dU += np.outer(err[s], h[-1])",
        "last",
    ),
    "transposed": Mistake(
        "The transpose of the gradient",
        "The factors of the outer product are the other way round: this is dH′.",
        "dH += np.outer(h[s], delta[s])",
        HIDDEN,
        "full-gradient",
        6,
        {"layout": "transposed"},
    ),
    "column-of-target": Mistake(
        "The word that came next gets the column",
        "A step's error is added to the column of its target; it belongs to the word "
        "that the step read.",
        "dL[:, targets[s]] += delta[s]",
        "dL[:, inputs[s]] += delta[s]",
        "full-gradient",
        31,
        {"column": "target"},
    ),
    "every-column": Mistake(
        "Every column gets every step's error",
        "A step's error is added to all columns; it belongs to the column of the word "
        "that the step read.",
        "dL += delta[s][:, None]",
        "dL[:, inputs[s]] += delta[s]",
        "full-gradient",
        31,
        {"column": "all"},
    ),
    "error-before-slope": Mistake(
        "dJ/dh in the outer product",
        "The outer product takes dJ/dh(t), the error before the slope; it is "
        "dJ/dz(t), with the slope in it.",
        "dH += np.outer(dh, h[s])  # delta[s] = slope[s] * dh",
        HIDDEN,
        "full-gradient",
        6,
        {"error in the product": "before the slope"},
    ),
    "start-without-weights": _start(
        "h(0) gets δ(1) itself",
        "The gradient of h(0) is taken as δ(1); H′ is missing.",
        "dh0 = delta[0]",
        "without weights",
    ),
    "start-with-slope": _start(
        "A slope in the gradient of h(0)",
        "H′\N{NO-BREAK SPACE}δ(1) is multiplied by a slope; h(0) goes through no "
        "activation.",
        "dh0 = h[0] * (1 - h[0]) * (H.T @ delta[0])",
        "with slope",
        line=4,
    ),
    "start-one-step-late": _start(
        "The gradient of h(1) for that of h(0)",
        "What is given for h(0) is dJ/dh(1); one step back is missing.",
        "dh0 = U.T @ err[0] + H.T @ delta[1]",
        "one step late",
    ),
    "start-summed": _start(
        "h(0) gets every step's share",
        "H′\N{NO-BREAK SPACE}δ is added up over all steps; only step 1 reads h(0).",
        "dh0 += H.T @ delta[s]",
        "summed",
    ),
    "start-is-last-state": _start(
        "h(T) for the gradient of h(0)",
        "What is given for h(0) is the last state, handed on; that is no gradient.",
        "dh0 = h[-1]",
        "last state",
    ),
}

"""Mistakes in what is added up: words, steps, losses, the window."""

from .mistake import Mistake

WORDS = "np.add.at(dL.T, inputs, delta)"
STEP = "\n    delta = back_one_step(delta, s)"
WINDOW = f"for s in range(t, max(0, t - w + 1) - 1, -1):{STEP}"


ALL_LOSSES, LAST_LOSS = ("full-gradient", 2), ("instance-sum", 13)


def _losses(
    title: str,
    did: str,
    wrong: str,
    right: str,
    setting: str,
    line: tuple[str, int] = ALL_LOSSES,
) -> Mistake:
    place = {"losses": setting}
    return Mistake(title, did, wrong, right, *line, place)


def _window(
    title: str, did: str, wrong: str, right: str, setting: str, line: int = 39
) -> Mistake:
    place = {"triangle": setting}
    return Mistake(title, did, wrong, right, "full-gradient", line, place)


SUMS = {
    "repeated-word-overwritten": Mistake(
        "A word that comes again loses its other steps",
        "Of a word that is read more than once, only one step's share is left: "
        "NumPy's += with a repeated index adds once.",
        "dL[:, inputs] += delta.T",
        WORDS,
        "full-gradient",
        30,
        {"words": "overwritten"},
    ),
    "repeated-word-averaged": Mistake(
        "A repeated word's shares are averaged",
        "The shares of a word that is read n times are divided by n; they add up.",
        "np.add.at(dL.T, inputs, delta); dL /= np.maximum(counts, 1)",
        WORDS,
        "full-gradient",
        30,
        {"words": "averaged"},
    ),
    "overwritten-each-step": Mistake(
        "= where += is meant",
        "Inside the loop over steps the gradient is set, not added to: one step's "
        "share is left.",
        "dH = np.outer(delta[s], h[s])",
        "dH += np.outer(delta[s], h[s])",
        "full-gradient",
        6,
        {"steps": "overwritten"},
    ),
    "losses-counted-again": Mistake(
        "Losses are counted again on the way back",
        "Each loss's way back picks up the errors of the steps that it passes, which "
        "have ways back of their own: early losses count once for every later one.",
        "delta = slope[s] * (U.T @ err[s] + carried)  # within the way back of loss t",
        "delta = slope[s] * ((U.T @ err[s] if s == t else 0) + carried)",
        "earlier-error",
        4,
        {"triangle": "losses again"},
    ),
    "last-loss-only": _losses(
        "The last loss alone",
        "Only the last step's loss is differentiated; J is made of all of them.",
        "err[:-1] = 0",
        "err = yhat - y  # of every step",
        "last only",
    ),
    "first-loss-only": _losses(
        "The first loss alone",
        "Only the first step's loss is differentiated.",
        "err[1:] = 0",
        "err = yhat - y  # of every step",
        "first only",
    ),
    "all-losses": _losses(
        "All losses where the last is meant",
        "The losses of all steps are differentiated; J is that of the last step alone.",
        "err = yhat - y  # of every step",
        "err[:-1] = 0",
        "all",
        line=LAST_LOSS,
    ),
    "last-loss-missing": _losses(
        "The last loss is missing",
        "The last step's loss is left out.",
        "for s in range(T - 1):\n    J += loss[s]",
        "for s in range(T):\n    J += loss[s]",
        "no last",
    ),
    "first-loss-missing": _losses(
        "The first loss is missing",
        "The first step's loss is left out.",
        "for s in range(1, T):\n    J += loss[s]",
        "for s in range(T):\n    J += loss[s]",
        "no first",
    ),
    "window-one-longer": _window(
        "The window is one too long",
        "A window of w keeps w + 1 instances: the loop runs from t − w to t, both "
        "included.",
        f"for s in range(t, max(0, t - w) - 1, -1):{STEP}",
        WINDOW,
        "one longer",
    ),
    "window-one-shorter": _window(
        "The window is one too short",
        "A window of w keeps w − 1 instances.",
        f"for s in range(t, max(0, t - w + 2) - 1, -1):{STEP}",
        WINDOW,
        "one shorter",
    ),
    "chunks-for-window": _window(
        "Pieces for a window",
        "The text is cut into pieces and nothing goes back from one to the one before: "
        "the first loss of a piece sees one instance, where each is meant to see w.",
        "if (s + 1) % w == 0:\n    carried = 0  # detached",
        WINDOW,
        "pieces",
    ),
    "truncated": _window(
        "Truncated where all is meant",
        "Losses go back a few steps only; all the steps before them are meant.",
        WINDOW,
        f"for s in range(t, -1, -1):{STEP}",
        "truncated",
        line=2,
    ),
    "not-truncated": _window(
        "Not truncated",
        "Every loss goes back to the first step; a window is meant.",
        f"for s in range(t, -1, -1):{STEP}",
        WINDOW,
        "all",
    ),
}

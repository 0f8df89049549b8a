"""Mistakes in what is carried back from step to step."""

from .mistake import Mistake

DELTA = "delta[s] = slope[s] * (U.T @ err[s] + carried)"
CARRY = "carried = H.T @ delta[s]"
LOOP = f"{DELTA}\n{CARRY}"

WAY_BACK = {
    "back-without-transpose": Mistake(
        "Back through H where H′ is meant",
        "The error goes back a step through H; it has to go through H′.",
        "carried = H @ delta[s]",
        CARRY,
        "previous-hidden",
        5,
        {"back": "H"},
    ),
    "nothing-from-ahead": Mistake(
        "Nothing comes from ahead",
        "Each state is taken to be felt by its own loss alone; the error of the next "
        "step, H′\N{NO-BREAK SPACE}δ(t+1), is left out.",
        "delta[s] = slope[s] * (U.T @ err[s])",
        DELTA,
        "full-gradient",
        17,
        {"triangle": "diagonal"},
    ),
    "only-from-ahead": Mistake(
        "Only what comes from ahead is passed on",
        "A step's own error, U′(ŷ − y), is left out of what its state feels.",
        "delta[s] = slope[s] * carried",
        DELTA,
        "full-gradient",
        17,
        {"triangle": "no own losses"},
    ),
    "own-error-twice": Mistake(
        "A step's own error counts twice",
        "A step's own error, U′(ŷ − y), is added once more for its own step.",
        "dH += np.outer(delta[s] + slope[s] * (U.T @ err[s]), h[s])",
        "dH += np.outer(delta[s], h[s])",
        "full-gradient",
        6,
        {"triangle": "own losses twice"},
    ),
    "carried-without-slope": Mistake(
        "What is carried back lacks the slope",
        "What goes back to the step before is H′ dJ/dh; it has to be H′ dJ/dz, with "
        "the slope in it.",
        "dh = U.T @ err[s] + carried\ndelta[s] = slope[s] * dh\ncarried = H.T @ dh",
        LOOP,
        "previous-hidden",
        5,
        {"carried": "dJ/dh"},
    ),
    "carried-added-up": Mistake(
        "What is carried back is never reset",
        "What each step hands back is added to what later steps handed back; it has "
        "to take its place.",
        "carried += H.T @ delta[s]",
        CARRY,
        "previous-hidden",
        5,
        {"carried": "added up"},
    ),
    "carried-without-weights": Mistake(
        "Back without H",
        "The error goes to the step before as it is; it has to go through H′.",
        "carried = delta[s]",
        CARRY,
        "previous-hidden",
        5,
        {"back": "identity"},
    ),
    "slope-again-on-the-way": Mistake(
        "The slope is put in again on the way back",
        "δ has the slope in it already, and gets it again before it goes through H′.",
        "carried = H.T @ (slope[s] * delta[s])",
        CARRY,
        "previous-hidden",
        5,
        {"carried": "slope again"},
    ),
    "clipped-each-step": Mistake(
        "Clipped on the way back",
        "The error is clipped at every step; each step before starts from what was "
        "cut. This is no gradient any more.",
        "carried = np.clip(H.T @ delta[s], -bound, bound)",
        CARRY,
        "previous-hidden",
        5,
        {"carried": "clipped"},
    ),
}

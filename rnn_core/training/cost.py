"""What a training costs, and how much of it is allowed."""

from .recipe import Recipe

MOST_OPERATIONS = 400_000_000_000
"""Operations of a training: the dearest takes some 20 seconds of one processor."""
FOR_LOOKS = 0.25
"""The part of them that looks may take."""
MOST_LOOKS, FEWEST_LOOKS = 100, 20
CALL = 5_000
"""Operations that take as long as one call of a function of arrays."""
SOFTMAX = 40
"""The same, for one exponential and what goes with it."""
READ, MOVED = 10, 30
"""The same, for an entry of U that a window reads, and one that a step moves."""


def forward_operations(hidden: int, vocab: int, steps: int) -> int:
    """Of the forward pass of one window."""
    calls = 30 + 5 * steps
    products = steps * hidden * (hidden + vocab)
    softmax = SOFTMAX * steps * (vocab + hidden)
    return products + softmax + READ * hidden * vocab + CALL * calls


def step_operations(hidden: int, vocab: int, steps: int, recipe: Recipe) -> int:
    """Of one step of training on a window of so many words."""
    window = recipe.window if 0 < recipe.window < steps else 0
    times = window if window and recipe.cut == "sliding" else 1
    sweep = times * steps * hidden * hidden + CALL * (4 * times + 4 * steps)
    products = steps * hidden * (hidden + 2 * vocab) + MOVED * hidden * vocab
    forward = forward_operations(hidden, vocab, steps)
    return forward + products + sweep + 30 * CALL


def look_operations(hidden: int, vocab: int, steps: int, windows: int) -> int:
    """Of a look: all windows forwards, the first one's errors back to every step."""
    back = steps * steps * hidden * hidden // 2 + 20 * CALL * steps
    products = steps * hidden * (3 * hidden + 3 * vocab) + 50 * CALL
    return windows * forward_operations(hidden, vocab, steps) + back + products


class Plan:
    """How many steps are run, how many looks are taken, at how many windows of a text.

    steps: as many as the recipe has, or as MOST_OPERATIONS allows, at least 1.
    look_windows: all of them, unless even FEWEST_LOOKS looks at all are too dear.
    """

    def __init__(
        self, hidden: int, vocab: int, length: int, windows: int, recipe: Recipe
    ) -> None:
        for_looks = FOR_LOOKS * MOST_OPERATIONS
        one = look_operations(hidden, vocab, length, windows)
        looks = int(min(max(for_looks // one, FEWEST_LOOKS), MOST_LOOKS))
        without = look_operations(hidden, vocab, length, 0)
        each = forward_operations(hidden, vocab, length)
        affordable = int((for_looks / looks - without) // each)
        self.look_windows = min(windows, max(affordable, 1))
        spent = (looks + 1) * (without + self.look_windows * each)
        step = step_operations(hidden, vocab, length, recipe)
        self.steps = int(min(recipe.steps, max((MOST_OPERATIONS - spent) // step, 1)))
        self.looks = min(looks, self.steps)

    def look_steps(self) -> tuple[int, ...]:
        """The steps at which looks are taken: the first, the last, evenly between."""
        return tuple(round(n * self.steps / self.looks) for n in range(self.looks + 1))

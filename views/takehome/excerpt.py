"""Which steps of a long run are drawn on paper: those around loss and instance."""

STEPS = 9
"""Steps that fit side by side."""
EARLY, LATE = 4, 4
"""Steps of the two windows, where one cannot hold both: a gap takes a step's room."""

Window = tuple[int, int]
"""A first and a last step."""


def drawn_windows(steps: int, t: int, k: int) -> list[Window]:
    """The first and last steps drawn, in one window or two with a gap between.

    Loss t is in them with the step after it where that fits, and so is the step of
    instance k, with the one before it if there are two windows.
    """
    first, last = min(k + 1, t), max(k + 1, t)
    if last - first < STEPS:
        end = min(steps, max(last + (last - first + 1 < STEPS), STEPS))
        return [(max(1, end - STEPS + 1), end)]
    start, end = max(1, first - 1), min(steps, last + 1)
    return [(start, start + EARLY - 1), (end - LATE + 1, end)]


def describe_windows(drawn: list[Window], steps: int) -> str:
    """In words, which steps are drawn; "" where all are."""
    if drawn == [(1, steps)]:
        return ""
    spans = " and ".join(f"{first} to {last}" for first, last in drawn)
    return f"Steps {spans} of {steps} are drawn."

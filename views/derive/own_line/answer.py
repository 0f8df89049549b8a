"""The verdict on a typed line, in words."""

from derivations import Judgement
from derivations.judging.judge import judged

from ...proofs.checks import definition
from ...runtime.cache import cached
from ...text.numerals import plural
from .data_types import LineAnswer
from .differences import tell_difference, tell_example
from .question import Question
from .reading import understood

OPEN = (
    "That could not be decided: no index is in range on this network, or its numbers "
    "take more computing than there is time for here."
)
WRONG = "✗ This does not equal the left side."
CONSTANT = (
    "✗ This does not equal the left side: it is one number, whatever the weights and "
    "the words are."
)
NONE_OF_OURS = "True, and none of our lines: one can go on from here as well."


@cached
def answer_line(question: Question, text: str) -> LineAnswer:
    """The verdict on a text in place of the line that is asked for.

    Unreadable, a ValueError, for a text that cannot be read.
    """
    expr, network = understood(question, text).expr, definition(question.config)
    found = judged(question.derivation, question.n, expr, network)
    verdict, words = _verdict(found, question.n)
    return {
        "text": text,
        "verdict": verdict,
        "words": words,
        "differs": tell_difference(found.differs, question.names),
        "example": tell_example(found.counterexample, "yours"),
        "line": 0 if found.is_line is None else found.is_line + 1,
    }


def _verdict(found: Judgement, n: int) -> tuple[str, str]:
    if found.holds is False:
        return "wrong", CONSTANT if found.is_constant else WRONG
    if found.is_line is not None:
        return _our_line(found.is_line, n)
    if found.holds is None:
        return "open", OPEN
    if found.is_goal:
        return "true", "✓ True, but it is only the question again."
    return "new", f"✓ {NONE_OF_OURS} Compared at {_places(found.checked)}."


def _our_line(place: int, n: int) -> tuple[str, str]:
    if place == n:
        return "right", f"✓ Right: this is line {n + 1}."
    if place > n:
        on = plural(place - n, "line")
        return "right", f"✓ Right, and {on} on: this is line {place + 1}."
    if place == n - 1:
        return "true", f"✓ True, but line {n} says it already."
    return "true", f"✓ True, but it is line {place + 1} again, which came before."


def _places(checked: int) -> str:
    return plural(checked, "choice", "choices") + " of indices"

"""What the reader of formulas understood of a text while it is typed."""

import re

from derivations import Unreadable, parse
from derivations.language.name_schemes import name_scheme
from derivations.latex.printer import latex

from ...address.notices import show_invisible
from ...address.query import quoted
from ...runtime.cache import cached
from .data_types import TypedReading
from .question import Question

LONGEST = 300
"""Characters of a sentence, or of what stands around a place."""
AROUND = 40
SIGMA = re.compile(r"(?<![\w“])sigma(?!\w)")
"""Characters that are shown before and after what cannot be read."""


@cached
def read_typed(question: Question, text: str) -> TypedReading:
    """The formula that our printer draws of a text, or why there is none."""
    try:
        expr = parse(text, question.derivation, question.n, question.names)
    except Unreadable as error:
        return _problem(text, error, question.names)
    return {
        "text": text,
        "tex": latex(expr, names=question.names),
        "problem": "",
        "where": [],
        "could_be": [],
    }


def _problem(text: str, error: Unreadable, names: str) -> TypedReading:
    at, found = error.position, error.found
    here = found if text.startswith(found, at) else text[at : at + 1]
    before, after = text[:at], text[at + len(here) :]
    shown = before if len(before) <= AROUND else f"…{before[-AROUND:]}"
    rest = after if len(after) <= AROUND else f"{after[:AROUND]}…"
    return {
        "text": text,
        "tex": "",
        "problem": _sentence(error, names),
        "where": [show_invisible(a, LONGEST) for a in (shown, here, rest)],
        "could_be": [latex(reading, names=names) for reading in error.readings],
    }


def _sentence(error: Unreadable, names: str) -> str:
    """What is wrong; other names than that of sigma follow on the way to the screen."""
    place = f"Character {error.position + 1}"
    what = f"{place}, {quoted(error.found)}" if error.found else "The text ends"
    reason = show_invisible(error.reason, LONGEST)
    reason = SIGMA.sub(name_scheme(names).plain("sigma"), reason)
    if error.readings:
        reason = reason.partition("; it could be")[0] + "; it could be one of these"
    return f"{what}: {reason}."

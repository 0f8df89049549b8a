"""What the reader of formulas understood of a text while it is typed."""

import re
from contextlib import suppress

from derivations import Unreadable
from derivations.language.name_schemes import NAME_SCHEMES, name_scheme
from derivations.latex.printer import latex
from derivations.reading.parse import Reading, read

from ...address.notices import show_invisible
from ...address.query import quoted
from ...runtime.cache import cached
from .data_types import TypedReading
from .question import Question

LONGEST = 300
"""Characters of a sentence, or of what stands around a place."""
AROUND = 40
"""Characters that are shown before and after what cannot be read."""
LETTERS = re.compile(r"(?<![\w“])(sigma|h)(?![^\W_])")
"""What other courses have other letters for, also where an index follows."""


@cached
def read_typed(question: Question, text: str) -> TypedReading:
    """The formula that our printer draws of a text, or why there is none."""
    try:
        expr, orders = understood(question, text)
    except Unreadable as error:
        return _problem(text, error, question.names)
    return {
        "text": text,
        "tex": latex(expr, names=question.names, orders=orders),
        "problem": "",
        "where": [],
        "could_be": [],
    }


def understood(question: Question, text: str) -> Reading:
    """What a text says in place of the line that is asked for.

    In the visitor's names, else in those of another scheme, as where the names were
    chosen after it was typed.  Unreadable, a ValueError, as in the visitor's.
    """
    d, n, own = question.derivation, question.n, question.names
    try:
        return read(text, d, n, own)
    except Unreadable as error:
        for names in (other for other in NAME_SCHEMES if other != own):
            with suppress(Unreadable):
                return read(text, d, n, names)
        raise error


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
    """What is wrong; the names of matrices follow on the way to the screen."""
    place = f"Character {error.position + 1}"
    what = f"{place}, {quoted(error.found)}" if error.found else "The text ends"
    reason = show_invisible(error.reason, LONGEST)
    scheme = name_scheme(names)
    reason = LETTERS.sub(lambda letter: scheme.plain(letter[1]), reason)
    if error.readings:
        reason = reason.partition("; it could be")[0] + "; it could be one of these"
    return f"{what}: {reason}."

"""Hints in steps: the rule, what of the line before changes, the first half."""

from collections.abc import Iterator

from derivations.latex.printer import latex

from ...runtime.cache import cached
from .data_types import HintStep
from .question import Question

OPENING, CLOSING = (r"\left", r"\begin"), (r"\right", r"\end")
JOINS = ("+", "-", "=", r"\cdot", r"\circ", r"\,")
BIG = (r"\sum", r"\prod")


@cached
def hint_steps(question: Question) -> list[HintStep]:
    """The hints for a line, the one that says least first."""
    d, n = question.derivation, question.n
    rule = f"Its rule: {question.line.rule}."
    steps: list[HintStep] = [{"words": rule, "tex": ""}]
    if n and d.claim(d.lines[n - 1]) == d.claim(d.lines[n]):
        before = latex(d.lines[n - 1].expr, since=d.lines[n].expr, names=question.names)
        steps.append({"words": "This part of the line before changes:", "tex": before})
    if half := first_half(question.line.latex(names=question.names)):
        steps.append({"words": "It begins like this:", "tex": half})
    return steps


def first_half(tex: str) -> str:
    r"""The first half of a formula, then \cdots; "" where it cannot be halved.

    It is cut between two pieces that no brace, bracket or environment joins.
    """
    pieces = list(_pieces(tex))
    taken: list[str] = []
    for piece in pieces:
        length = sum(map(len, taken)) + len(piece)
        if taken and length > len(tex) / 2 and not taken[-1].startswith(BIG):
            break
        taken.append(piece)
    while taken and taken[-1] in JOINS:
        taken.pop()
    if not taken or len(taken) == len(pieces):
        return ""
    return f"{' '.join(taken)} \\cdots"


def _pieces(tex: str) -> Iterator[str]:
    """What stands between the spaces outside of all braces and brackets."""
    depth, held = 0, ""
    for word in tex.split(" "):
        depth += word.count("{") - word.count("}")
        depth += sum(word.count(a) for a in OPENING)
        depth -= sum(word.count(a) for a in CLOSING)
        depth -= word.count(r"\leftarrow") - word.count(r"\rightarrow")
        held = f"{held} {word}" if held else word
        if depth == 0:
            yield held
            held = ""
    if held:
        yield held

"""Says what a wrong line changed, and where it fails."""

from derivations import Counterexample, Difference
from derivations.latex.printer import latex

from ...proofs.indices import index_name
from ...text.numerals import every_digit, listed, short
from .data_types import ToldDifference

CHANGED = {
    "time": "The time differs.",
    "index": "An index differs.",
    "sign": "The sign is turned round.",
    "factor": "A factor differs.",
    "term": "A term differs.",
    "sum": "The sum runs over something else.",
    "transpose": "A transpose is missing, or is one too many.",
    "order": "The factors of a matrix product stand in the wrong order.",
    "slope": "The slope of σ differs.",
    "total": "It counts other steps or losses: one step alone, say, where all of them "
    "count.",
}
MISSING = {"factor": "A factor is missing.", "term": "A term is missing."}
TOO_MUCH = {
    "factor": "There is one factor too many.",
    "term": "There is one term too many.",
}
NOTHING = {"factor": 1, "term": 0}
"""What stands for a factor, or a term, that is not there."""
ASTRAY = "An index stands where one of its kind has no meaning."


def tell_difference(
    found: Difference | None, names: str = "source"
) -> ToldDifference | None:
    """A difference in words, its two sides as formulas; None for none."""
    if found is None:
        return None
    wrong = latex(found.wrong, names=names)
    if found.right is None:
        return {"words": ASTRAY, "right": "", "wrong": wrong}
    right, none = latex(found.right, names=names), NOTHING.get(found.kind)
    if none is not None and found.wrong == none:
        return {"words": MISSING[found.kind], "right": right, "wrong": ""}
    if none is not None and found.right == none:
        return {"words": TOO_MUCH[found.kind], "right": "", "wrong": wrong}
    return {"words": CHANGED[found.kind], "right": right, "wrong": wrong}


def tell_example(found: Counterexample | None, whose: str) -> str:
    """Indices at which a line fails, with both numbers; "" where there are none."""
    if found is None:
        return ""
    at = [f"{index_name(name)} = {place}" for name, place in found.indices.items()]
    where = f"At {listed(at)}" if at else "Here"
    if not found.here:
        where = f"On another small network, {where[0].lower()}{where[1:]}"
    if found.theirs is None:
        ours = short(found.ours)
        return f"{where} the left side is {ours}, and {whose} has no number there."
    ours, theirs = short(found.ours), short(found.theirs)
    if ours == theirs:
        ours, theirs = every_digit(found.ours), every_digit(found.theirs)
    return f"{where} the left side is {ours} and {whose} {theirs}."

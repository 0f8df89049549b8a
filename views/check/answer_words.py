"""The answer of a diagnosis, in sentences."""

import math

import numpy as np

from rnn_core import Finding, MatrixVerdict

from ..model.indexing import one_based
from ..text.losses import WHOLE_LOSSES
from ..text.names import entry_name
from ..text.naming import named
from ..text.numerals import percent, plural, short
from .diagnose import Answer, true_counts
from .given_parts import has_biases, part_verdicts, real_network
from .gradient_heatmaps import matrix_symbol
from .summed_triangle import SAME
from .telling_apart import apart_words

SIGMA = {
    "sigmoid": "the logistic sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "identity": "the identity",
}
COUNT_WORDS = ("No", "One", "Two", "Three", "Four", "Five")
SAME_HERE = (
    "These explanations give the same numbers on this network, so it cannot tell them "
    "apart:"
)
NOT_NAMED = "No mistake that is known here, alone or with others, gives these numbers."


def verdict(found: Answer) -> str:
    """What is right and what is wrong, matrix by matrix, and the likeliest mistake."""
    judged = part_verdicts(found)
    right = [name for name, one in judged.items() if one.agrees]
    wrong = [name for name in judged if name not in right]
    if not wrong:
        return f"Your gradient of {_listed(right)} is right, to the digits you gave."
    said = f"Your gradient of {_listed(wrong)} is wrong"
    if right:
        said = f"{said}; that of {_listed(right)} is right"
    findings = found.report.findings
    if not findings:
        return f"{said}."
    titles = [_in_a_sentence(part.title) for part in findings[0].parts]
    return f"{said}: {'; '.join(titles)}."


def _in_a_sentence(title: str) -> str:
    """A title that does not begin a sentence: `Nothing ...`, but not `H ...`."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def basis(found: Answer) -> str:
    """What it was compared with: the network, the loss, the activation, the window."""
    brought = found.brought
    whose = "the network you brought" if brought.own else "the network on this page"
    hidden, vocab = real_network(brought).hidden, brought.params.vocab
    biases = " with biases b_h and b_y" if has_biases(brought) else ""
    cut = "not truncated"
    if found.window:
        cut = f"truncated to {plural(found.window, 'step')}, as Window w says"
    loss = WHOLE_LOSSES[found.reduction]
    return (
        f"Compared with the gradient of {loss.sign} = {loss.formula}, {loss.words}, "
        f"for {whose}{biases}: D_h = {hidden}, |V| = {vocab:,}, "
        f"T = {len(brought.inputs)}, σ is "
        f"{SIGMA[brought.activation]}; {cut}."
    )


def verdict_list(found: Answer) -> str:
    """An item for each matrix, as Markdown: the verdict, and its entry furthest off."""
    judged = part_verdicts(found).items()
    return "\n".join(f"- {_verdict(name, one)}" for name, one in judged)


def _verdict(name: str, one: MatrixVerdict) -> str:
    if one.agrees:
        return f"{matrix_symbol(name)} ✓ right"
    i, j = (*one.worst, 0)[:2]
    entry = entry_name(name, one_based(i), one_based(j))
    return (
        f"{matrix_symbol(name)} ✗ wrong, most at ∂J/∂{entry}: given "
        f"{short(one.given)}, true {short(one.true)}; that is "
        f"{relative_size(one.relative)} its largest entry"
    )


def relative_size(relative: float) -> str:
    """How far off, as it is said before `the largest entry`."""
    if math.isinf(relative) or math.isnan(relative):
        return "more than all of"
    return f"{percent(relative)} of" if relative < 10 else f"{short(relative)} times"


def finding_heading(found: Answer) -> str:
    """How many explanations there are, before the first of them."""
    groups = {one.group for one in found.report.findings}
    alike = len(found.report.findings)
    if alike == 1:
        return "**This is what was done.** It reproduces every number you gave."
    if len(groups) == 1:
        return f"**One of {alike} things was done.** {SAME_HERE}"
    return (
        f"**One of {alike} things was done.** Each reproduces every number you gave, "
        "to the digits you gave."
    )


def left_when_mended(one: Finding) -> str:
    """What is left of several mistakes when the first is mended; "" for one alone."""
    titles = [part.title for part in one.parts]
    if len(titles) < 2:
        return ""
    first, *others = (f"“{named(title)}”" for title in titles)
    return (
        f"{_spelled(len(titles))} mistakes together. When {first} is mended, "
        f"what is left is {' and '.join(others)}."
    )


def told_apart_words(found: Answer, one: Finding) -> str:
    """What to do where several findings give the same numbers."""
    group = [other for other in found.report.findings if other.group == one.group]
    return (
        f"{_spelled(len(group))} explanations give the same numbers on this network. "
        f"{apart_words(found, one, group)}"
    )


def _spelled(count: int) -> str:
    return COUNT_WORDS[count] if count < len(COUNT_WORDS) else str(count)


def triangle_words(found: Answer) -> str:
    """What the table of counts says, in a sentence."""
    counts = found.report.counts
    assert counts is not None
    differ, filled = _off(found), np.nan_to_num(counts)
    inside = np.tril(np.ones_like(differ))
    unique = found.report.counts_unique
    doubt = "" if unique is None or unique[inside].all() else UNSURE
    if not differ.any():
        return f"The triangle is added up as it should be.{doubt}"
    missing = int((differ & (np.abs(filled) < SAME)).sum())
    cells = f"{int(differ.sum())} of {int(inside.sum())} cells"
    left = f", {missing} of them left out" if missing else ""
    return f"{cells} are not counted as they should be{left}.{doubt}"


def tells_triangle(found: Answer) -> bool:
    """Whether the triangle as it was summed explains something, and is known.

    It is known where a mistake has it, or where there are more numbers than cells and
    no other counts give the same.
    """
    counts = found.report.counts
    return counts is not None and bool(_off(found).any()) and _is_known(found)


def triangle_is_open(found: Answer) -> bool:
    """Whether counts reproduce what was given, but others would as well."""
    return found.report.counts is not None and not _is_known(found)


def _is_known(found: Answer) -> bool:
    if found.report.findings:
        return True
    unique = found.report.counts_unique
    inside = np.tril(np.ones_like(_off(found)))
    return numbers_of_triangle(found) > int(inside.sum()) and (
        unique is None or bool(unique[inside].all())
    )


def numbers_of_triangle(found: Answer) -> int:
    """How many numbers were given that say how the triangle was summed."""
    judged = found.report.matrices
    params, words = real_network(found.brought), np.unique(found.brought.inputs).size
    sizes = {"H": params.H.size, "L": params.hidden * words}
    return sum(size for name, size in sizes.items() if name in judged)


def _off(found: Answer) -> np.ndarray:
    """Which cells are counted otherwise than they should be, shape (T, T)."""
    counts = found.report.counts
    assert counts is not None
    known = ~np.isnan(counts)
    off = np.abs(np.where(known, counts, 0) - true_counts(found)) > SAME
    return np.asarray(known & off)


def open_triangle_words(found: Answer) -> str:
    """Why it is not said how the triangle was summed."""
    cells = found.brought.inputs.size * (found.brought.inputs.size + 1) // 2
    numbers = numbers_of_triangle(found)
    few = f"{numbers} numbers stand against {cells} terms" if numbers <= cells else ""
    why = few or "some of its terms lie in one another's span here"
    return (
        "How the triangle of terms was summed cannot be told from these numbers: "
        f"{why}, and many sums give the same."
    )


UNSURE = (
    " Cells with a ~ could be counted otherwise with the same sum: D_h is smaller than "
    "T here, or units are dead."
)


def _listed(names: list[str]) -> str:
    """H, L and h⁽⁰⁾."""
    *others, last = map(matrix_symbol, names)
    return f"{', '.join(others)} and {last}" if others else last

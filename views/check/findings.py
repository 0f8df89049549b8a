"""Findings of a diagnosis as data for their list: wrong and right formula, the line."""

import numpy as np

from derivations.evaluation.network import Network
from derivations.mistakes.equations import GRADIENTS
from derivations.mistakes.mistake import misses
from derivations.mistakes.table import MISTAKES as FORMULAS
from rnn_core import Finding
from rnn_core.diagnosis.typical import typical_gradients

from ..text.naming import named, names_here
from ..text.numerals import short
from .answer_words import relative_size
from .data_types import Slip, SlipDerivation, SlipForm, SlipsData
from .diagnose import Answer
from .mistakes import formula, meant_words, right_line

LETTERS = "abcdef"
MOST = 5000
"""Steps times entries of L up to which a mistake is made alone."""


def finding_list(
    found: Answer, one: Finding, number: int, present: bool = False
) -> SlipsData:
    """The mistakes of one finding, the most common first."""
    alone = len(one.mistakes) == 1
    return {
        "items": [
            _item(found, one, place, f"{number}{'' if alone else LETTERS[place]}")
            for place in range(len(one.mistakes))
        ],
        "label": f"Explanation {number}: what was written, and what is right",
        "present": present,
    }


def line_of(found: Answer, slug: str) -> SlipDerivation:
    """The line of a derivation that has right what a mistake has wrong, from 1."""
    return right_line(slug, found.brought.activation, found.reduction)


def _item(found: Answer, one: Finding, place: int, where: str) -> Slip:
    slug, mistake = one.mistakes[place], one.parts[place]
    equation = _equation(slug, one.matrices[place], found)
    return {
        "slug": slug,
        "where": where,
        "title": mistake.title,
        "meant": _meant(found, slug) if equation else "",
        "note": _note(found, one, slug),
        "shows": True,
        "quoted": {"label": "done", "words": [named(mistake.did)]},
        "printed": _formula(slug, equation, found, corrected=False),
        "corrected": _formula(slug, equation, found, corrected=True)
        or {"label": "right"},
        "derivation": line_of(found, slug),
    }


def _note(found: Answer, one: Finding, slug: str) -> str:
    """How closely a finding meets the numbers; of several mistakes, one's share."""
    if len(one.mistakes) == 1:
        return (
            "Made with this mistake on this network, gradients differ from yours by "
            f"at most {short(one.residual)} of the largest entry."
        )
    share = share_alone(found, slug)
    if share is None:
        return ""
    if not share:
        return "Alone it would leave these matrices right."
    return f"Alone it would put them off by {relative_size(share)} the largest entry."


def share_alone(found: Answer, slug: str) -> float | None:
    """How far off one mistake alone puts what was given, relative, at most.

    By the equations of the mistake, where these are of the loss that is meant; else by
    the engine. None where that takes long.
    """
    brought = found.brought
    steps, size = len(brought.inputs), brought.params.L.size
    if steps * size > MOST or slug not in FORMULAS:
        return None
    network = Network(
        brought.params, brought.inputs, brought.targets, activation=brought.activation
    )
    with np.errstate(all="ignore"):
        if _meant(found, slug):
            alone = misses(_made_alone(found, slug), found.true._asdict())
        else:
            alone = FORMULAS[slug].residuals(network)
    return max(alone[name] for name in brought.gradients)


def _made_alone(found: Answer, slug: str) -> dict[str, np.ndarray]:
    brought = found.brought
    return typical_gradients(
        slug,
        brought.params,
        brought.inputs,
        brought.targets,
        brought.activation,
        found.reduction,
        found.window or None,
    )


def _meant(found: Answer, slug: str) -> str:
    """Which loss the formulas of a mistake are of, where it is another."""
    if slug not in FORMULAS:
        return ""
    meant = meant_words(FORMULAS[slug].meant, found.reduction, found.window)
    return meant and f"formulas {meant}"


def _equation(slug: str, matrices: tuple[str, ...], found: Answer) -> str | None:
    """The equation that is shown: of a matrix that has the mistake; None for none."""
    if slug not in FORMULAS:
        return None
    changed = FORMULAS[slug].wrong
    first = FORMULAS[slug].equation
    if first in GRADIENTS:
        return next((name for name in matrices if name in changed), None)
    return first if {*matrices} == {*found.brought.gradients} else None


def _formula(
    slug: str, equation: str | None, found: Answer, corrected: bool
) -> SlipForm | None:
    """The formula as it was written, or as it is right; None where it has none."""
    if equation is None:
        return None
    tex = formula(slug, found.brought.activation, corrected, equation, names_here())
    return {"label": "right" if corrected else "written", "tex": tex}

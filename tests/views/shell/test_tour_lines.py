"""Each phrase of the tour that names a line of a derivation leads to what it says."""

from urllib.parse import parse_qs

import numpy as np
import pytest
import sympy as sp

from derivations import DERIVATIONS, ERRATA
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    Diag,
    H,
    Immediate,
    J,
    Partial,
    Transposed,
    Whole,
    delta,
    dsigma,
    i,
    j,
    split,
    t,
)
from views.address.settings import Config
from views.proofs.checks import definition
from views.shell.scenes import scene_link, shipped_scene_list

TOUR = "bptt"


def chain(line):
    return line.rule == "chain rule"


def immediate(line):
    return line.rule == "immediate partial" and line.expr.has(Immediate)


def by_instance(line):
    """A factor names its instance: dh/dH^(k), and no plus."""
    weights = [a.den for a in line.expr.atoms(Partial) if str(a.den).startswith("H")]
    named = all(split(weight)[0] for weight in weights)
    return bool(weights) and named and not line.expr.has(Immediate)


def jacobian(line):
    """diag(sigma') H, all rows at once."""
    (slopes, weights) = line.expr.args
    return (
        isinstance(slopes, Diag) and slopes.has(dsigma) and isinstance(weights, Whole)
    )


def element(line):
    """One number: a slope, or an error, times a weight or a state."""
    plain = not line.gathered and not line.expr.has(sp.Sum, Partial)
    return plain and len(sp.Mul.make_args(line.expr)) == 2


def named_element(line):
    return element(line) and any(
        getattr(a, "base", None) == delta for a in line.expr.args
    )


def transpose(line):
    turned, slopes = line.expr.args
    return isinstance(turned, Transposed) and isinstance(slopes, Diag)


def outer(line):
    column, row = line.expr.args
    return line.gathered and isinstance(row, Transposed) and isinstance(column, Whole)


SAID = {
    ("Immediate against total", ""): immediate,
    ("Immediate against total", "With numbers"): immediate,
    ("Immediate against total", "with the instance by its own name"): by_instance,
    ("One step’s Jacobian", ""): jacobian,
    ("One step’s Jacobian", "The first line"): chain,
    ("One step’s Jacobian", "one element"): element,
    ("One step’s Jacobian", "the transpose"): transpose,
    ("From elements to matrices", ""): named_element,
    ("From elements to matrices", "All elements at once"): outer,
    ("From elements to matrices", "row 3, column 1"): named_element,
}
"""What each scene, and each phrase of it that names a line, says of that line."""


def phrases():
    """(title, words, query) of each scene on Derive and of each of its phrases."""
    for number, scene in enumerate(shipped_scene_list(TOUR).scenes, 1):
        if scene.page != "derive":
            continue
        title = scene.title.replace("'", "’")
        yield title, "", scene_link(scene, TOUR, number)
        for phrase in (p for part in scene.paragraphs for p in part if p.query):
            yield title, phrase.words, scene_link(scene, TOUR, number, phrase.query)


def led_to(query):
    asked = {name: values[0] for name, values in parse_qs(query[1:]).items()}
    derivation = DERIVATIONS[asked.get("derivation", "instance-sum")]
    return derivation.lines[int(asked.get("line", 1)) - 1]


def test_every_phrase_about_a_line_is_listed():
    assert {(title, words) for title, words, _ in phrases()} == set(SAID)


@pytest.mark.parametrize(
    ("title", "words", "query"), [*phrases()], ids=lambda part: part or "opens"
)
def test_a_phrase_leads_to_what_it_says(title, words, query):
    assert SAID[title, words](led_to(query))


def test_the_trap_counts_each_instance_as_often_as_the_scene_says():
    """Read without its plus, the sum at t = 3 has instance 0 three times, 1 twice."""
    network, at = definition(Config()), {t: 3, i: 1, j: 2}
    trap = evaluate(ERRATA["immediate"].printed, network, at)
    shares = [evaluate(Partial(J(3), H[n, 1, 2]), network, {}) for n in range(3)]
    assert trap == pytest.approx(np.dot([3, 2, 1], shares), rel=1e-12)
    (text,) = (
        "".join(p.words for part in scene.paragraphs for p in part)
        for scene in shipped_scene_list(TOUR).scenes
        if scene.title == "Immediate against total"
    )
    said = "at t = 3 the sum would count instance 0 three times and instance 1 twice"
    assert said in text

"""Each phrase of the tour that names a line of a derivation leads to what it says."""

from urllib.parse import parse_qs

import numpy as np
import pytest
import sympy as sp

from derivations import DERIVATIONS, ERRATA
from derivations.code.line_code import line_code
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    Diag,
    H,
    Immediate,
    J,
    Partial,
    Transposed,
    Whole,
    dsigma,
    i,
    j,
    t,
)
from views.address.settings import Config
from views.proofs.checks import definition
from views.shell.scenes import scene_link, shipped_scene_list

TOUR = "bptt"
LOOP = "for s in range(1, T + 1)"


def immediate(line):
    return line.rule == "immediate partial" and line.expr.has(Immediate)


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


def transpose(line):
    turned, slopes = line.expr.args
    return isinstance(turned, Transposed) and isinstance(slopes, Diag)


def outer(line):
    column, row = line.expr.args
    return line.gathered and isinstance(row, Transposed) and isinstance(column, Whole)


def error_code(line):
    """What the own loss sends down, and the next step's error brings back."""
    return {"delta_o[s]", "delta_sum[s + 1]", "slope(z[s])"} <= parts_of(line)


def loop_code(line):
    """An outer product a step, added up over s."""
    return {"np.outer", LOOP} <= parts_of(line)


def parts_of(line):
    code = line_code(DERIVATIONS["full-gradient"], line).text
    listed = ("delta_o[s]", "delta_sum[s + 1]", "slope(z[s])", "np.outer", LOOP)
    return {part for part in listed if part in code}


SAID = {
    ("Immediate against total", "this sum"): immediate,
    ("One step’s Jacobian", ""): element,
    ("One step’s Jacobian", "All units at once"): jacobian,
    ("One step’s Jacobian", "Its transpose"): transpose,
    ("From numbers to matrices", "In one line"): outer,
    ("The code", ""): error_code,
    ("The code", "The gradient"): loop_code,
}
"""What each scene, and each phrase of it that names a line, says of that line."""


def phrases():
    """(title, words, query) of each view of the tour that shows a line."""
    for number, scene in enumerate(shipped_scene_list(TOUR).scenes, 1):
        title = scene.title.replace("'", "’")
        own = (p for part in scene.paragraphs for p in part if p.query)
        for words, query in [("", ""), *own]:
            view = scene_link(scene, TOUR, number, query)
            asked = parse_qs(view[1:])
            if asked["page"] == ["derive"] and asked["focus"] == ["lines"]:
                yield title, words, view


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

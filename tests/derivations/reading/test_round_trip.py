"""Tests that the reader reads back whatever the printer writes."""

import numpy as np
import pytest

from derivations import DERIVATIONS, parse
from derivations.evaluation.activation import NAMES
from derivations.latex.printer import latex
from derivations.proof.mutants import mutants
from derivations.reading.form import form
from tests.derivations.every_version import versions
from tests.walks import SOAK


def every_line():
    """Each line of each version once: (derivation, its place, expression)."""
    seen = set()
    for activation in NAMES:
        for d in versions(activation):
            for n, line in enumerate(d.lines):
                key = (d.slug, line.expr, d.claim(line).goal)
                if key not in seen:
                    seen.add(key)
                    yield d, n, line


LINES = list(every_line())


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_every_line_and_goal_is_read_back(slug):
    own = [a for a in LINES if a[0].slug == slug]
    assert own
    for d, n, line in own:
        assert form(parse(line.latex(), d, n)) == form(line.expr)
        assert parse(d.goal_latex(line), d, n) == d.goal_of(line)


def test_most_lines_are_read_back_to_the_very_expression():
    """All but those before whose sum a factor stands that the rules left inside."""
    same = [parse(line.latex(), d, n) == line.expr for d, n, line in LINES]
    assert len(same) > 200
    assert sum(same) > 0.9 * len(same)


def test_without_the_line_s_number_too():
    for d, _, line in LINES:
        assert form(parse(line.latex(), d)) == form(line.expr)


def test_a_slug_stands_for_its_derivation():
    for slug, d in DERIVATIONS.items():
        assert parse(d.lines[0].latex(), slug, 0) == parse(d.lines[0].latex(), d, 0)


def test_wrong_lines_are_read_back():
    """A seeded sample; all of them in the long form."""
    made = [(d, n, mutant) for d, n, a in LINES for mutant in mutants(a.expr)]
    assert len(made) > 3000
    some = np.random.default_rng(0).choice(len(made), 400, replace=False)
    for place in range(len(made)) if SOAK else some:
        d, n, mutant = made[place]
        again = parse(latex(mutant.expr), d, n)
        assert form(again) == form(mutant.expr), (mutant.what, latex(mutant.expr))

"""Where a mistake leads in a derivation of the mean loss, or of the last loss alone."""

import pytest

from derivations import DERIVATIONS, in_activation, with_reduction
from derivations.language.symbols import T
from derivations.mistakes.table import MISTAKES
from derivations.rules.activation_slope import RULES
from derivations.versions import line_in

PLACES = sorted({(e.derivation, e.line) for e in MISTAKES.values()})


@pytest.mark.parametrize(("slug", "line"), PLACES)
def test_a_line_is_found_in_every_version_of_its_derivation(slug, line):
    plain = DERIVATIONS[slug]
    assert line_in(plain, plain, line) == line
    mean = with_reduction(plain, "mean")
    found = mean.lines[line_in(mean, plain, line)]
    assert plain.lines[line].expr in (found.expr, found.expr * T)
    last = with_reduction(plain, "last")
    found = last.lines[line_in(last, plain, line)]
    assert found.rule == plain.lines[line].rule
    assert found.gathered == plain.lines[line].gathered


def test_a_slopes_line_is_found_whatever_the_activation():
    plain = DERIVATIONS["full-gradient"]
    (line,) = (n for n, a in enumerate(plain.lines) if a.rule in RULES.values())
    for reduction in ("sum", "mean", "last"):
        shown = with_reduction(in_activation(plain, "tanh"), reduction)
        assert shown.lines[line_in(shown, plain, line)].rule == RULES["tanh"]


def test_a_line_that_there_is_not_is_refused():
    plain = DERIVATIONS["softmax-loss"]
    with pytest.raises(IndexError, match="softmax-loss has no line 9"):
        line_in(plain, plain, 9)

"""Tests that what a wrong line changed is told: mutants, printed and read back."""

import numpy as np
import pytest

from derivations import judge_on
from derivations.derivation import Line
from derivations.evaluation.activation import NAMES
from derivations.judging.told import numbers
from derivations.latex.printer import latex
from derivations.proof.mutants import KINDS, mutants
from derivations.proof.verify import Verifier
from tests.derivations.every_version import versions
from tests.derivations.judging.networks import network
from tests.walks import SOAK

SOME, FEW = 250, 60


@pytest.fixture(scope="module")
def made():
    return list(every_mutant())


def every_mutant():
    """The mutants of each line of each version once, on a network of its activation."""
    seen = set()
    for activation in NAMES:
        net = Verifier(network(activation))
        for d in versions(activation):
            for n, line in enumerate(d.lines):
                if (d.slug, line.expr, d.claim(line)) not in seen:
                    seen.add((d.slug, line.expr, d.claim(line)))
                    yield from ((net, d, n, mutant) for mutant in mutants(line.expr))


def same_value(verifier, d, line, kind, value):
    """Whether a change of this kind makes a line of these numbers, or of none too."""
    for mutant in mutants(line.expr):
        if mutant.kind == kind:
            own = numbers(d, line, mutant.expr, verifier)
            if own is None or value is None:
                if own is value:
                    return True
            elif np.allclose(own, value, rtol=1e-9, atol=0):
                return True
    return False


def test_no_rejected_mutant_is_accepted_and_its_kind_is_told(made):
    assert len(made) > 3500
    some = np.random.default_rng(0).choice(len(made), SOME, replace=False)
    told, missed = 0, []
    for place in range(len(made)) if SOAK else some:
        verifier, d, n, mutant = made[place]
        line = d.lines[n]
        wrong = Line(mutant.expr, line.rule, line.note, line.uses, line.claim)
        if verifier.check(d, wrong).holds is not False:
            continue
        found = judge_on(d, n, latex(mutant.expr), verifier.network)
        assert found.holds is False, (d.slug, n, mutant.what)
        assert found.is_line is None
        assert not found.is_goal
        assert not found.is_new
        assert found.counterexample is not None
        kind = found.differs and found.differs.kind
        assert kind is None or kind in KINDS
        value = numbers(d, line, mutant.expr, verifier)
        if kind == mutant.kind or same_value(verifier, d, line, kind, value):
            told += 1
        else:
            missed.append((d.slug, n, mutant.what, kind))
    assert told >= 0.95 * (told + len(missed)), missed


def test_the_place_of_a_difference_is_told_too(made):
    """Of changes of one symbol, in nearly all cases the very symbol."""
    symbols = [a for a in made if a[3].kind in ("time", "index")]
    some = np.random.default_rng(1).choice(len(symbols), FEW, replace=False)
    exact = judged = 0
    for place in some:
        verifier, d, n, mutant = symbols[place]
        found = judge_on(d, n, latex(mutant.expr), verifier.network)
        if found.holds is False and found.differs is not None:
            judged += 1
            pair = found.differs.right, found.differs.wrong
            exact += pair == (mutant.right, mutant.wrong)
    assert judged > 0.7 * FEW
    assert exact > 0.75 * judged

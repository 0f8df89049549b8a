"""The mistakes of both engines: one list, one place each, one set of numbers."""

import numpy as np
import pytest

from derivations import DERIVATIONS, Network
from derivations.mistakes.mistake import Mistake
from derivations.mistakes.table import MISTAKES as FORMULAS
from rnn_core import MISTAKES, Params
from rnn_core.diagnosis.typical import typical_gradients

WORDS, TARGETS = [0, 1, 4, 1, 0, 1, 3], [1, 4, 1, 0, 1, 3, 2]


def meant(e: Mistake):
    """The reduction and the window that a mistake's right formula has."""
    reduction = e.meant if e.meant in ("mean", "last") else "sum"
    return {"reduction": reduction, "window": 2 if e.meant == "window" else None}


def test_both_lists_have_the_same_names_and_places():
    assert set(MISTAKES) == set(FORMULAS)
    for slug, mistake in MISTAKES.items():
        formula = FORMULAS[slug]
        assert (mistake.derivation, mistake.line) == (formula.derivation, formula.line)
        assert 0 <= mistake.line < len(DERIVATIONS[mistake.derivation].lines)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
@pytest.mark.parametrize("steps", [1, 2, 7])
def test_the_equations_and_the_pass_with_knobs_make_the_same_gradients(
    activation, steps
):
    """One goes step by step through SymPy's expressions, the other is NumPy's stacked
    backward pass with a knob turned; neither imports the other.
    """
    rng = np.random.default_rng(steps)
    params = Params(
        rng.normal(size=(5, 5)) / np.sqrt(5),
        rng.normal(size=(5, 8)),
        rng.normal(size=(8, 5)) / np.sqrt(5),
        rng.normal(size=5),
    )
    x, y = WORDS[:steps], TARGETS[:steps]
    network = Network(params, x, y, activation=activation)
    for slug, e in FORMULAS.items():
        found = typical_gradients(slug, params, x, y, activation, **meant(e))
        with np.errstate(all="ignore"):
            written = e.gradients(network)
        for name, gradient in found.items():
            other = written[name]
            assert gradient.shape == other.shape
            if activation == "relu" and slug == "slope-inverse":
                assert not np.isfinite(gradient).all() or name == "U"
                assert not np.isfinite(other).all() or name == "U"
                continue
            scale = max(1.0, np.abs(other).max())
            assert np.abs(gradient - other).max() < 1e-12 * scale, (slug, name)

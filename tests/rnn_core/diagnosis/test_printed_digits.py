"""Tests that a mistake is named from however many digits of each entry."""

import numpy as np
import pytest

from rnn_core import diagnose
from tests.rnn_core.diagnosis.hand_passes import network, wrong_gradient

NET = network()


@pytest.mark.parametrize("digits", range(4, 18))
@pytest.mark.parametrize("mistake", ["no transpose", "slope twice"])
def test_a_mistake_is_named(mistake, digits):
    dH, dL = wrong_gradient(*NET, "tanh", mistake)
    given = {"H": dH, "L": dL}
    printed, half_units = {}, {}
    for name, array in given.items():
        texts = [f"{entry:.{digits - 1}e}" for entry in array.ravel().tolist()]
        printed[name] = np.array([*map(float, texts)]).reshape(array.shape)
        powers = [int(text.partition("e")[2]) - digits + 1 for text in texts]
        half_units[name] = 0.5 * 10.0 ** np.array(powers).reshape(array.shape)
    report = diagnose(*NET, printed, "tanh", digits=half_units)
    named = {
        "no transpose": "back-without-transpose",
        "slope twice": "slope-squared",
    }[mistake]
    assert report.findings[0].mistakes == (named,)

"""Tests that 500 steps of training end in the weights that PyTorch's SGD ends in."""

import numpy as np
import pytest

from rnn_core import Recipe, Training, load_network
from tests.fixtures.folder import FIXTURES
from tests.fixtures.recipes import BY_TORCH, KINDS, STEPS, VOCAB
from tests.rnn_core.networks import assert_close


def trained(name, kind):
    """Our weights and losses, and PyTorch's."""
    with np.load(FIXTURES / "training" / f"{name}.npz") as file:
        arrays = dict(file)
    before, after = (
        load_network({n.removeprefix(when): arrays[n] for n in arrays if when in n})
        for when in ("before/", "after/")
    )
    settings = kind._asdict()
    settings.pop("biased")
    recipe = Recipe(**settings, steps=STEPS, cut="pieces")
    training = Training(before.params, arrays["text"], recipe, "tanh")
    return training, training.params_at(STEPS), after.params, arrays["loss"]


@pytest.mark.parametrize("name", KINDS)
def test_500_steps_end_in_the_weights_of_pytorch(name):
    kind = KINDS[name]
    training, ours, theirs, losses = trained(name, kind)
    assert list(training.run())[-1] == STEPS
    for part in ("H", "L", "U", "h0"):
        assert_close(getattr(ours, part), getattr(theirs, part), 1e-10)
    np.testing.assert_allclose(training.loss, losses, rtol=1e-10)
    if kind.reduction != "last":
        assert losses[-20:].mean() < 0.7 * losses[0] < np.log(VOCAB), "it learns"
    assert ours.hidden == training.params.hidden == 6 + kind.biased
    if kind.clip:
        assert 0.05 < (training.scale < 1).mean() < 0.999, "some steps are clipped"


def test_what_pytorch_adds_to_the_norm_is_the_whole_difference():
    """clip_grad_norm_ divides by norm + 1e-6: a step is short by 1e-6 / norm of it."""
    _, ours, theirs, _ = trained(BY_TORCH, KINDS["clipped"])
    for part in ("H", "L", "U"):
        mine, torch = getattr(ours, part), getattr(theirs, part)
        apart = np.abs(mine - torch).max() / np.abs(torch).max()
        assert 1e-8 < apart < 1e-4

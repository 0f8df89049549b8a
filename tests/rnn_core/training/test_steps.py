"""Tests of the steps of training, against whole backward passes and autograd."""

from itertools import product

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from rnn_core import ACTIVATIONS, REDUCTIONS, Params, Recipe, Training
from rnn_core.training.recipe import CUTS
from tests.rnn_core.biased import Biased, losses
from tests.rnn_core.networks import assert_close
from tests.rnn_core.training.by_contract import trained

WORDS = np.random.default_rng(5).integers(0, 6, 33)


def same_as_contract(params, words, recipe, activation="sigmoid", start=0):
    training = Training(params, words, recipe, activation, start)
    assert [*training.run()][-1] == recipe.steps
    windows = training.windows
    ours = training.params_at(recipe.steps)
    theirs, history = trained(params, words, recipe, activation, windows, recipe.steps)
    for name in ("H", "L", "U"):
        assert_close(getattr(ours, name), getattr(theirs, name))
    for our, their in zip(
        (training.loss, training.norm, training.scale), history, strict=True
    ):
        np.testing.assert_allclose(our, their, rtol=1e-12)
    np.testing.assert_array_equal(ours.h0, params.h0)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_steps_follow_the_gradients_of_the_contract(activation, reduction):
    for n, (cut, window) in enumerate(product(CUTS, (0, 1, 2, 3, 9))):
        recipe = Recipe(
            steps=12,
            rate=0.1,
            length=7,
            window=window,
            cut=cut,
            reduction=reduction,
            clip=0.5 * (n % 2),
        )
        params = Params.random(4, 6, seed=n, scale=0.7)
        same_as_contract(params, WORDS, recipe, activation, start=n)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_weights_and_biases_follow_autograd(activation):
    """The mean loss with biases of its own; ours are a unit that is always 1."""
    net = Biased.drawn(3, 6, seed=1)
    recipe = Recipe(steps=6, rate=0.3, length=4)
    training = Training(net.folded(activation), WORDS, recipe, activation)

    def mean_loss(trained, x, y):
        return anp.mean(losses(net._replace(**trained), x, y, activation))

    for n in range(recipe.steps):
        x, y = WORDS[4 * n : 4 * n + 4], WORDS[4 * n + 1 : 4 * n + 5]
        now = net._asdict()
        now.pop("h0")
        slopes = autograd.grad(mean_loss)(now, x, y)
        net = net._replace(**{name: now[name] - 0.3 * slopes[name] for name in now})
        ours, theirs = training.params_at(n + 1), net.folded(activation)
        for name in ("H", "L", "U", "h0"):
            assert_close(getattr(ours, name), getattr(theirs, name))

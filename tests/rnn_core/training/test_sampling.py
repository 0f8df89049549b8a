"""Tests of the words that a network says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import Params, forward, sample
from tests.rnn_core.biased import Biased
from tests.rnn_core.networks import networks, refuses

NET = Params.random(4, 6, seed=1, scale=2.0)


def logits_before(params, activation, prompt, said):
    """What the network thinks before each word that it said."""
    read = np.array([*prompt, *said[:-1]])
    trace = forward(params, read, np.zeros_like(read), activation)
    return trace.logits[len(prompt) - 1 :]


@settings(max_examples=40)
@given(networks(), st.sampled_from((0.3, 1.0, 4.0)), st.sampled_from(("tanh", "relu")))
def test_probabilities_are_those_of_the_logits_over_the_temperature(net, heat, sigma):
    said = sample(net.params, sigma, net.inputs, 8, heat)
    logits = logits_before(net.params, sigma, net.inputs, said.ids) / heat
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    np.testing.assert_allclose(said.yhat, e / e.sum(axis=1, keepdims=True), atol=1e-13)
    assert said.ids.shape == (8,)


@pytest.mark.parametrize("heat", [1e-3, 1e-300])
def test_without_temperature_the_likeliest_word_is_said(heat):
    for seed in range(5):
        said = sample(NET, "tanh", [2, 3], 12, heat, seed)
        logits = logits_before(NET, "tanh", [2, 3], said.ids)
        np.testing.assert_array_equal(said.ids, logits.argmax(axis=1))


def test_words_are_said_as_often_as_they_are_likely():
    said = [sample(NET, "sigmoid", [0], 1, 1.0, seed) for seed in range(4000)]
    counts = np.bincount([s.ids[0] for s in said], minlength=6) / 4000
    np.testing.assert_allclose(counts, said[0].yhat[0], atol=0.03)
    # Hot enough, any word is as likely as another.
    hot = sample(NET, "sigmoid", [0], 1, 1e6).yhat[0]
    np.testing.assert_allclose(hot, 1 / 6, atol=1e-5)


def test_a_seed_says_the_same_and_another_one_something_else():
    first, again, other = (
        sample(NET, "tanh", [0], 30, 1.0, seed) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.ids, again.ids)
    assert (first.ids != other.ids).any()
    assert not first.ids.flags.writeable
    assert not first.yhat.flags.writeable


def test_biases_are_heard():
    params = Biased.drawn(3, 6, seed=3).folded("tanh")
    said = sample(params, "tanh", [1, 2], 5)
    logits = logits_before(params, "tanh", [1, 2], said.ids)
    e = np.exp(logits)
    np.testing.assert_allclose(said.yhat, e / e.sum(axis=1, keepdims=True))


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_are_refused_by_name():
    refuses(TypeError, ["params"], sample, None, "tanh", [0], 3)
    refuses(ValueError, ["activation"], sample, NET, "softplus", [0], 3)
    refuses(ValueError, ["prompt"], sample, NET, "tanh", [], 3)
    refuses(ValueError, ["prompt[0] is 6"], sample, NET, "tanh", [6], 3)
    refuses(ValueError, ["length is 0"], sample, NET, "tanh", [0], 0)
    refuses(ValueError, ["temperature is 0", "above"], sample, NET, "tanh", [0], 3, 0.0)
    refuses(ValueError, ["seed is -1"], sample, NET, "tanh", [0], 3, 1.0, -1)
    huge = Params(np.eye(2), np.full((2, 6), 1e200), np.full((6, 2), 1e200), [1, 1])
    refuses(ValueError, ["too large", "overflow"], sample, huge, "identity", [0], 3)

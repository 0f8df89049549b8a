"""Tests of looks at a network in training, against whole passes; and of learning."""

import numpy as np
import pytest

from rnn_core import Params, Recipe, Training, Vocabulary, backward, forward
from rnn_core.training import cost
from tests.rnn_core.biased import Biased
from tests.rnn_core.networks import assert_close
from tests.rnn_core.training.by_contract import kept

WORDS = np.random.default_rng(7).integers(0, 6, 29)
RECIPES = [
    Recipe(steps=40, length=6, clip=0.2),
    Recipe(steps=40, length=6, window=2, clip=1e-3, reduction="sum"),
    Recipe(steps=40, length=7, window=3, cut="pieces", clip=0.5),
    Recipe(steps=40, length=7, window=3, cut="pieces", reduction="last", clip=0.3),
    Recipe(steps=40, length=6, window=2, reduction="last", order="shuffled"),
]


def windows(training):
    for first, steps in training.windows:
        read = WORDS[first : first + steps + 1]
        yield read[:-1], read[1:]


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_a_look_says_what_whole_passes_say(recipe, activation):
    params = Biased.drawn(3, 6, seed=3).folded(activation)
    training = Training(params, WORDS, recipe, activation, start=2)
    for _ in training.run():
        pass
    assert [look.step for look in training.looks] == [*range(41)]
    for look in training.looks[::8]:
        now = training.params_at(look.step)
        losses = np.concatenate(
            [forward(now, *read, activation).loss for read in windows(training)]
        )
        assert len(losses) == len(WORDS) - 1, "each word but the first is predicted"
        assert look.text_loss == pytest.approx(np.mean(losses), rel=1e-13)
        back = backward(forward(now, *next(windows(training)), activation))
        assert_close(look.reach, reach(back))
        ours, full = kept(back, recipe), back.gradients(None, recipe.reduction)[:3]
        ours, full = (np.concatenate([g.ravel() for g in gs]) for gs in (ours, full))
        a, b = np.linalg.norm(ours), np.linalg.norm(full)
        assert look.kept.ratio == pytest.approx(a / b, rel=1e-12)
        angle = 2 * np.degrees(np.arcsin(np.linalg.norm(ours / a - full / b) / 2))
        assert look.kept.angle == pytest.approx(angle, abs=1e-6)
        clipped = min(1.0, recipe.clip / a) if recipe.clip else 1.0
        assert look.clip == pytest.approx(clipped, rel=1e-12)


def reach(back):
    """The root mean square over t of |dJ^(t)/dH^(t-d)|, entry by entry."""
    steps, hidden = back.trace.steps, back.trace.params.hidden
    square = np.zeros((steps, steps))
    for i, j in np.ndindex(hidden, hidden):
        square += back.instances("H", i, j) ** 2
    return np.sqrt([np.diagonal(square, -d).mean() for d in range(steps)])


def test_looks_are_some_100_over_the_plan_and_the_last():
    training = Training(Params.random(3, 6), WORDS, Recipe(steps=1234, rate=0.1))
    for _ in training.run():
        pass
    steps = np.array([look.step for look in training.looks])
    assert (len(steps), steps[0], steps[-1]) == (101, 0, 1234)
    assert set(np.diff(steps)) == {12, 13}
    assert training.looks[0].reach.flags.writeable is False


def test_a_long_text_is_looked_at_in_windows_evenly_over_it(monkeypatch):
    monkeypatch.setattr(cost, "MOST_OPERATIONS", 400_000_000)
    words = np.random.default_rng(1).integers(0, 6, 4001)
    training = Training(Params.random(3, 6), words, Recipe(steps=30, rate=0.01))
    for _ in training.run():
        pass
    assert len(training.looks) == cost.FEWEST_LOOKS + 1
    losses = [
        forward(training.params, words[n : n + 4], words[n + 1 : n + 5]).loss
        for n in training.windows[:, 0]
    ]
    some = training.looks[0].text_loss
    assert some != np.mean(losses)
    assert some == pytest.approx(np.mean(losses), rel=0.05)


def test_vanishing_gradients_reach_less_far_without_a_warning():
    params = Params(np.eye(2) * 1e-30, np.ones((2, 6)), np.ones((6, 2)), [0.5, 0.5])
    uneven = Params(params.H, params.L, np.arange(12).reshape(6, 2), params.h0)
    training = Training(uneven, WORDS, Recipe(steps=1, length=20), "tanh")
    for _ in training.run():
        pass
    reached = training.looks[0].reach
    assert reached[0] > 0.1
    assert (reached[:-1] >= reached[1:]).all()
    assert 0 < reached[9] < 1e-250


TEXT = (
    "the rain and the sea and the river are one water. the sun warms the sea and the "
    "sea gives the sky its clouds. the wind takes the clouds to the hills and the "
    "hills take the rain from the clouds. the rain finds the river and the river finds "
    "the sea. in the night the sea is dark and the river is quiet, and the rain sleeps "
    "in the clouds above the hills. in the morning the sun comes back, and the wind, "
    "and the rain, and the river runs again to the sea. what the sea gives the sky "
    "gives back, and what the sky gives the river carries home to the sea."
)


@pytest.mark.parametrize(("activation", "steps"), [("tanh", 400), ("sigmoid", 2500)])
def test_a_text_is_learned_by_heart(activation, steps):
    """Its perplexity falls from that of a uniform guess, |V| = 37, to below 1.5."""
    vocabulary = Vocabulary.from_text(TEXT, 37)
    params = Params.random(32, 37, scale=0.5)
    recipe = Recipe(steps=steps, rate=0.5, clip=1.0, length=20)
    training = Training(params, vocabulary.encode(TEXT), recipe, activation)
    for _ in training.run():
        pass
    perplexity = np.exp([look.text_loss for look in training.looks])
    assert 30 < perplexity[0] < 45
    assert perplexity[-1] < 1.5

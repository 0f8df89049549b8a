"""Tests of Learn's figures and sentences: their numbers are the engine's."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import Params, Recipe, Training
from views.learn.captions import result, state, step_words
from views.learn.curve import ABOVE, BANDS, bands, empty_curve, learning_curve
from views.learn.kept import is_whole, kept_figure, kept_reading
from views.learn.reach import far_share, reach_figure, reach_reading, shown_looks
from views.text.numerals import percent, short

WORDS = np.random.default_rng(5).integers(0, 7, 60)


@cache
def trained(**recipe):
    return _trained(tuple(recipe.items()))


@cache
def _trained(recipe, hidden=4, activation="tanh"):
    training = Training(
        Params.random(hidden, 7, seed=3), WORDS, Recipe(**dict(recipe)), activation
    )
    list(training.run())
    return training


def test_the_curve_has_the_engines_losses_and_a_guess_to_beat():
    training = trained(steps=120, length=6)
    data = learning_curve(training, 50, 9, False)
    assert data["text"] == [(look.step, look.text_loss) for look in training.looks]
    assert data["guess"] == pytest.approx(math.log(7), rel=1e-15)
    assert data["high"] == ABOVE * max(
        loss for _, loss in [*data["text"], (0, data["guess"])]
    )
    assert (data["at"], data["planned"], data["done"]) == (50, 120, 120)
    assert [low for _, low, _ in data["single"]] == training.loss.tolist()
    for loss in (training.looks[0].text_loss, training.looks[-1].text_loss):
        assert f"{short(loss)} (perplexity {short(math.exp(loss))})" in data["label"]
    assert learning_curve(training, 5000, 9, False)["at"] == 120
    assert empty_curve(40, 7)["guess"] == data["guess"]


@given(st.integers(0, 2000))
@settings(max_examples=25, deadline=None)
def test_bands_hide_no_extreme_and_stay_few(count):
    loss = np.random.default_rng(count).exponential(size=count)
    found = bands(loss)
    assert len(found) <= 300
    assert [step for step, _, _ in found] == sorted({step for step, _, _ in found})
    if count:
        assert min(low for _, low, _ in found) == loss.min()
        assert max(high for _, _, high in found) == loss.max()
        assert found[0][0] == 0


def test_the_reach_is_drawn_as_it_was_measured():
    training = trained(steps=120, length=6)
    figure = reach_figure(training.looks, 61)
    shown = shown_looks(training.looks, 61)
    assert [look.step for look in shown] == [0, 61, 120]
    for trace, look in zip(figure.data, shown, strict=True):
        assert list(trace.y) == look.reach.tolist()
        assert list(trace.x) == [1, 2, 3, 4, 5, 6]
        assert f"step {look.step}" in trace.name
    assert [("looked into" in trace.name) for trace in figure.data] == [0, 1, 0]


def test_the_reading_of_the_reach_follows_from_the_numbers():
    looks = trained(steps=120, length=6).looks
    before, after = far_share(looks[0]), far_share(looks[-1])
    said = reach_reading(looks)
    assert percent(before) in said
    assert percent(after) in said
    back = [looks[-1], looks[0]._replace(step=120)]
    for pair, ratio in ((looks, after / before), (back, before / after)):
        learns = "It learns to reach back" in reach_reading(pair)
        assert learns == (ratio >= 1.25)
        assert ("less far" in reach_reading(pair)) == (ratio < 0.8)
    assert "one word" in reach_reading(trained(steps=9, length=1).looks)
    gone = looks[-1]._replace(reach=np.array([1.0, 0.0]))
    assert "forgets" in reach_reading([looks[0], gone])
    assert "is 0" in reach_reading([gone._replace(step=0), gone])
    little = gone._replace(reach=np.array([1.0, 1e-60]))
    said = reach_reading([looks[0], little])
    assert "forgets" in said
    assert "is less than 0.0001% of that" in said
    more = little._replace(reach=np.array([1.0, 1e-30]))
    for pair in ([little._replace(step=0), more], [more._replace(step=0), gone]):
        assert "does not learn to reach back that far" in reach_reading(pair)
    assert "It learns" in reach_reading([little._replace(step=0), looks[-1]])


def test_a_line_that_is_not_of_the_step_looked_into_says_of_which_it_is():
    looks = trained(steps=500, length=6).looks
    names = [trace.name for trace in reach_figure(looks, 252).data]
    assert names == ["step 0", "step 250 (nearest to step 252)", "step 500"]


def test_what_window_and_clipping_take_is_the_engines_share():
    training = trained(steps=80, length=6, window=2, clip=0.65)
    by_window, by_clipping = kept_figure(training).data
    assert list(by_window.y) == [look.kept.ratio for look in training.looks]
    assert list(by_clipping.y) == training.scale.tolist()
    said = kept_reading(training)
    assert percent(training.looks[-1].kept.ratio) in said
    assert f"{short(training.looks[-1].kept.angle)}° away" in said
    clipped = int((training.scale < 1).sum())
    assert 0 < clipped < 80
    assert f"{clipped} of 80 steps" in said
    assert percent(float(training.scale.min())) in said
    assert not is_whole(training)


def test_a_gradient_that_is_clipped_between_two_looks_is_seen():
    training = trained(steps=900, length=6, clip=0.9)
    (by_clipping,) = kept_figure(training).data
    assert len(by_clipping.y) == BANDS
    assert min(by_clipping.y) == training.scale.min()
    assert min(look.clip for look in training.looks) > training.scale.min()


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({}, "Nothing is taken away"),
        ({"window": 9}, "as long as what a step reads"),
        ({"clip": 1e5}, "No gradient was longer than 1.00e5"),
        ({"window": 2, "cut": "pieces"}, "With pieces of 2 of 6 steps"),
    ],
)
def test_other_recipes_have_sentences_of_their_own(recipe, words):
    assert words in kept_reading(trained(steps=30, length=6, **recipe))


def test_the_step_that_is_looked_into_has_its_losses_and_its_gradient():
    training = trained(steps=80, length=6, window=2, clip=0.3)
    said = step_words(training, 41)
    assert short(training.loss[41]) in said
    assert short(training.norm[41]) in said
    assert ("which clipping shortens" in said) == (training.scale[41] < 1)
    assert (
        step_words(training, 80) == "The network after step 80 is shown on every page."
    )


def test_ends_of_training_are_said():
    training = trained(steps=80, length=6, window=2, clip=0.3)
    first, last = (math.exp(training.looks[n].text_loss) for n in (0, -1))
    assert f"From perplexity {short(first)} to {short(last)}" in result(training)
    assert state(training, False, False) == ""
    wild = _trained((("rate", 1000.0), ("reduction", "sum")), 4, "identity")
    assert wild.ended
    assert f"After step {wild.done:,} the numbers overflow" in state(wild, False, False)
    fresh = Training(Params.random(2, 7), WORDS, Recipe())
    assert "Stopped after step 0 of 500" in state(fresh, False, False)
    assert "Others are training" in state(fresh, True, True)
    assert result(fresh) == ""
    huge = Training(Params.random(256, 4000), WORDS % 7, Recipe(steps=5000, length=40))
    assert huge.shortened
    assert f"{huge.planned:,} steps are run" in state(huge, False, False)


def test_the_words_that_are_measured_are_counted():
    said = result(trained(steps=9, length=6))
    assert (
        "over all 59 words that it predicts, in 10 windows of at most 6, each" in said
    )
    assert "over all 59 words that it predicts; a" in result(
        trained(steps=9, length=59)
    )
    long = trained(steps=9, length=90)
    assert "The text has 60 words: a step reads 59 of them, not 90." in (
        state(long, False, False)
    )
    assert "The text has" not in state(trained(steps=9, length=6), False, False)


def test_a_cut_gradient_may_be_longer_than_the_full_one_and_says_so():
    training = trained(steps=80, length=6, window=2)
    said = kept_reading(training)
    longer = any(look.kept.ratio > 1 for look in training.looks)
    assert ("longer than the full one" in said) == longer
    assert "after 80 steps, on the first window" in said


def test_losses_above_the_frame_are_told():
    training = trained(steps=60, length=2, rate=1.0)
    highest = training.loss.max()
    data = learning_curve(training, 0, 1, False)
    assert highest > data["high"], "or this says nothing"
    assert f"reaches {short(highest)}, above the frame" in result(training)
    assert "above the frame" not in result(trained(steps=9, length=59))

"""Tests of training that is stopped, goes on, is recalled, is too dear, diverges."""

import tracemalloc
from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core import OverflowedError, Params, Recipe, Training, constant_unit
from rnn_core.training import checkpoints, cost
from rnn_core.training import training as module
from rnn_core.training.weights import State, weights_bytes
from tests.rnn_core.biased import Biased

WORDS = np.random.default_rng(5).integers(0, 6, 33)


def trained(recipe, params=None, **more):
    training = Training(params or Params.random(3, 6), WORDS, recipe, **more)
    *_, done = training.run()
    assert done == training.done
    return training


def bits(params):
    return [weight.tobytes() for weight in weights(params)]


def weights(params):
    return params.H, params.L, params.U


def everything(training):
    histories = (training.loss, training.norm, training.scale)
    looks = [(look.step, look.text_loss, *look.reach) for look in training.looks]
    ends = bits(training.params_at(training.done))
    return [h.tobytes() for h in histories], looks, ends


RECIPES = st.builds(
    Recipe,
    steps=st.integers(1, 40),
    rate=st.sampled_from((0.05, 0.5, 2.0)),
    window=st.integers(0, 4),
    cut=st.sampled_from(("sliding", "pieces")),
    clip=st.sampled_from((0.0, 0.3)),
    reduction=st.sampled_from(("mean", "sum", "last")),
    order=st.sampled_from(("text", "shuffled")),
    length=st.integers(1, 9),
)
TANH_OR_SIGMOID = st.sampled_from(("tanh", "sigmoid"))


@settings(max_examples=20)
@given(RECIPES, TANH_OR_SIGMOID, st.lists(st.integers(1, 30), max_size=4))
def test_stopped_anywhere_and_gone_on_the_bits_are_the_same(recipe, sigma, stops):
    whole = trained(recipe, activation=sigma)
    stopped = Training(Params.random(3, 6), WORDS, recipe, sigma)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SECONDS", 0.0)
        for yields in stops:
            for _, done in zip(range(yields), stopped.run(), strict=False):
                assert done == stopped.done
        others = stopped.run(), stopped.run()
        for _ in range(20):
            for other in others:
                next(other, None)
    for _ in stopped.run():
        pass
    assert everything(stopped) == everything(whole)


@settings(max_examples=20)
@given(RECIPES, TANH_OR_SIGMOID, st.integers(1, 4), st.data())
def test_any_step_is_recalled_to_the_bit_also_after_evictions(
    recipe, sigma, most, data
):
    whole = trained(recipe, activation=sigma)
    with pytest.MonkeyPatch.context() as patch:
        each = weights_bytes(3, 6) + checkpoints.OVERHEAD
        patch.setattr(checkpoints, "BYTES", most * each)
        few = trained(recipe, activation=sigma)
    assert few.checkpoints.most == most
    asked = st.integers(0, recipe.steps)
    for n in data.draw(st.lists(asked, min_size=3, max_size=8)):
        fresh = Training(Params.random(3, 6), WORDS, recipe, sigma).params_at(n)
        assert bits(fresh) == bits(few.params_at(n)) == bits(whole.params_at(n))
        assert 0 < len(few.checkpoints) <= most


def test_one_checkpoint_is_kept_however_large():
    kept = checkpoints.Checkpoints(10 * checkpoints.BYTES)
    for step in (1, 2):
        kept.keep(step, State.of(Params.random(2, 3)))
    assert (len(kept), 1 in kept, 2 in kept) == (1, False, True)


def test_recall_rests_between_and_needs_no_run(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.0)
    recipe = Recipe(steps=30)
    training = Training(Params.random(3, 6), WORDS, recipe)
    *waits, params = training.recall(23)
    assert (len(waits), set(waits), training.done) == (23, {None}, 0)
    assert bits(params) == bits(trained(recipe).params_at(23))
    assert bits(training.params_at(0)) == bits(Params.random(3, 6))
    # In the last steps only what lies behind the nearest checkpoint is done again.
    assert len([*training.recall(25)]) == 3
    assert len([*training.recall(25)]) == 1


def test_it_yields_every_50_ms():
    training = Training(
        Params.random(32, 100), np.arange(2000) % 100, Recipe(steps=400, length=50)
    )
    since, waits = perf_counter(), []
    for _ in training.run():
        waits.append(perf_counter() - since)
        since = perf_counter()
    assert training.finished
    assert len(waits) > 2
    assert np.median(waits[:-1]) < 0.2


@given(RECIPES.filter(lambda recipe: recipe.clip > 0), TANH_OR_SIGMOID)
@settings(max_examples=20)
def test_no_step_moves_the_weights_farther_than_clipping_allows(recipe, sigma):
    training = trained(recipe, activation=sigma)
    before = training.params
    for n, (norm, scale) in enumerate(zip(training.norm, training.scale, strict=True)):
        after = training.params_at(n + 1)
        pairs = zip(weights(after), weights(before), strict=True)
        moved = np.sqrt(sum(((a - b) ** 2).sum() for a, b in pairs))
        allowed = recipe.rate * min(norm, recipe.clip)
        assert moved == pytest.approx(allowed, rel=1e-6, abs=1e-12)
        assert scale == (1.0 if norm <= recipe.clip else recipe.clip / norm)
        before = after


def test_only_the_columns_of_words_that_are_read_move():
    params = Params.random(4, 30)
    ended = Training(params, [3, 7, 3, 9], Recipe(steps=20)).params_at(20)
    moved = (ended.L != params.L).any(axis=0)
    assert [*np.flatnonzero(moved)] == [3, 7]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_unit_that_is_always_1_stays_and_its_biases_move(activation):
    params = Biased.drawn(3, 6, seed=4).folded(activation)
    recipe = Recipe(steps=40, rate=0.1, clip=1, window=2)
    after = trained(recipe, params, activation=activation).params_at(40)
    np.testing.assert_array_equal(after.H[-1], params.H[-1])
    np.testing.assert_array_equal(after.L[-1], params.L[-1])
    assert constant_unit(after, activation) == 3
    assert (after.H[:-1, -1] != params.H[:-1, -1]).any()
    assert (after.U[:, -1] != params.U[:, -1]).all()


@pytest.mark.parametrize(("activation", "rate"), [("identity", 50.0), ("tanh", 1e298)])
def test_training_that_diverges_ends_with_all_that_is_finite(activation, rate):
    recipe = Recipe(steps=2000, rate=rate, reduction="sum")
    training = trained(recipe, activation=activation)
    done = training.done
    assert training.ended == "overflow"
    assert training.finished
    assert 0 < done < 2000
    for history in (training.loss, training.norm, training.scale):
        assert history.shape == (done,)
        assert np.isfinite(history).all()
    assert all(look.finite for look in training.looks)
    last = training.params_at(done)
    assert all(np.isfinite(w).all() for w in weights(last))
    assert [*training.run()] == [done]
    fresh = Training(training.params, WORDS, recipe, activation)
    for diverged in (training, fresh):
        with pytest.raises(OverflowedError, match=f"ends at step {done}") as caught:
            diverged.params_at(done + 1)
        assert caught.value.step == done


def test_a_network_that_overflows_at_once_does_no_step():
    params = Params(np.eye(2), np.full((2, 6), 1e200), np.full((6, 2), 1e200), [1, 1])
    training = trained(Recipe(), params, activation="identity")
    assert (training.done, training.ended, training.looks) == (0, "overflow", ())
    assert training.loss.shape == (0,)
    assert bits(training.params_at(0)) == bits(params)


def test_a_recipe_above_the_budget_is_shortened():
    large = Params.random(64, 3000)
    words = np.arange(500)
    recipe = Recipe(steps=5000, length=100, window=50)
    training = Training(large, words, recipe)
    assert training.shortened
    assert 0 < training.planned < 5000
    assert not Training(Params.random(3, 6), WORDS, Recipe(steps=5000)).shortened
    half = Training(large, words, replace(recipe, window=25))
    assert half.planned > training.planned


def test_however_dear_a_step_is_one_is_done(monkeypatch):
    monkeypatch.setattr(cost, "MOST_OPERATIONS", 1000)
    training = trained(Recipe())
    assert (training.planned, training.done, training.ended) == (1, 1, None)
    assert training.shortened
    assert [look.step for look in training.looks] == [0, 1]


@pytest.mark.parametrize(("hidden", "vocab"), [(16, 200), (2, 5)])
def test_memory_stays_within_what_it_says(hidden, vocab):
    words = np.arange(150) % vocab
    training = Training(Params.random(hidden, vocab), words, Recipe(steps=3000))
    for _ in training.run():
        break
    tracemalloc.start()
    try:
        for _ in training.run():
            pass
        for n in range(0, 3000, 17):
            training.params_at(n)
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < training.kept_at_most + 2_000_000
    assert held < training.kept_at_most
    assert held > training.kept_at_most / 10

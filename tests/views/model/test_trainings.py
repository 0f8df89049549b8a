"""Tests of the screen's training: shared, in turns, the engine's very weights."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from rnn_core import Recipe, Training, Vocabulary, tokenize
from tests.views.pages import open_page
from views.address.settings import DEFAULT_TEXT, Config
from views.model import trainings
from views.model.model import draw_weights, model, start_weights, training_of
from views.model.trainings import advance, take_turn, weights_at
from views.runtime import cache, run_lock

TRAINED = Config(train="steps=60,rate=1,length=5,window=2,order=shuffled", at=37)


def same(params, others):
    return all(
        np.array_equal(getattr(params, name), getattr(others, name))
        for name in ("H", "L", "U", "h0")
    )


def engine(config, recipe, start=0):
    ids = Vocabulary.from_text(config.text, config.V).encode(tokenize(config.text))
    return Training(draw_weights(config), ids, recipe, config.activation, start)


@pytest.mark.parametrize(
    ("config", "start"),
    [
        (TRAINED, 0),
        (replace(TRAINED, start=9), 8),
        (replace(TRAINED, activation="tanh", recurrent="orthogonal", gain=1.1), 0),
    ],
)
def test_a_step_of_the_address_gives_the_engines_weights_to_the_last_bit(config, start):
    recipe = Recipe(steps=60, rate=1, length=5, window=2, order="shuffled")
    expected = engine(config, recipe, start).params_at(37)
    assert same(start_weights(config), expected)
    assert same(model(config).params, expected)
    assert not same(draw_weights(config), expected)


def test_edits_come_after_training():
    edited = replace(TRAINED, edits="H1.2_0.5")
    before, after = start_weights(TRAINED), model(edited).params
    assert after.H[0, 1] == 0.5
    assert np.array_equal(np.delete(after.H, 1), np.delete(before.H, 1))
    assert training_of(edited) is training_of(TRAINED)


def test_whoever_asks_for_the_same_training_goes_on_where_it_is():
    asked = replace(TRAINED, seed=11)
    first = training_of(asked)
    other = training_of(
        replace(
            asked,
            at=0,
            T=7,
            train=" order=shuffled,length=5,steps=60,rate=1.0,window=2",
        )
    )
    assert other is first
    assert first.training.done == 0
    assert advance(first, 60, 1e-9)
    done = first.training.done
    assert done > 0
    list(weights_at(other, 60))
    assert first.training.done == 60
    assert training_of(replace(asked, seed=12)) is not first
    assert training_of(replace(asked, start=3)) is not first


def test_a_training_that_someone_watches_is_not_begun_anew():
    asked = replace(TRAINED, seed=15)
    watched = training_of(asked)
    advance(watched, 60, 1e-9)
    cache.results.clear()
    assert training_of(asked) is watched
    del watched
    cache.results.clear()
    assert training_of(asked).training.done == 0


def test_without_a_recipe_or_a_step_nothing_is_trained():
    assert training_of(Config(at=5)) is None
    untouched = replace(TRAINED, at=0, seed=13)
    assert same(start_weights(untouched), draw_weights(untouched))
    assert training_of(untouched).training.done == 0
    assert same(start_weights(Config(at=5)), draw_weights(Config()))


def test_a_step_after_the_end_is_the_end():
    runaway = Config(
        train="rate=1000,losses=sum", activation="identity", scale=16, at=400
    )
    shared = training_of(runaway)
    weights = start_weights(runaway)
    assert shared.training.ended == "overflow"
    assert shared.training.done < 400
    assert same(weights, shared.training.params_at(shared.training.done))


def test_a_short_text_is_read_as_the_default_one_by_training_too():
    assert training_of(replace(TRAINED, text="rain")) is training_of(
        replace(TRAINED, text=DEFAULT_TEXT)
    )


def test_one_turn_at_a_time(monkeypatch):
    monkeypatch.setattr(trainings, "PATIENCE", 0.02)
    shared = training_of(replace(TRAINED, seed=14))
    seen = []
    with take_turn() as mine:
        assert mine
        other = threading.Thread(target=lambda: seen.append(advance(shared, 60)))
        other.start()
        other.join(5)
    assert seen == [False]
    assert shared.training.done == 0
    assert advance(shared, 60)
    assert shared.training.done > 0


def test_others_run_while_one_waits_and_between_the_bits():
    shared = training_of(Config(D_h=64, V=300, train="steps=5000,length=20"))
    picks, stop = [], threading.Event()

    def train():
        with run_lock.hold():
            while not stop.is_set():
                advance(shared, 5000)

    training = [threading.Thread(target=train) for _ in range(2)]
    for thread in training:
        thread.start()
    for _ in range(8):
        since = time.perf_counter()
        with run_lock.hold():
            picks.append(time.perf_counter() - since)
        time.sleep(0.02)
    stop.set()
    for thread in training:
        thread.join(5)
    assert shared.training.done > 0
    assert max(picks) < 2, picks


def test_a_trained_network_that_overflows_at_once_is_shown_untrained():
    """Its weights are finite, and so large that the first logits are not."""
    before = Config(D_h=1, V=2, T=1, scale=0.01, start=2, activation="identity")
    net = model(replace(before, train="rate=1000", at=5))
    assert net.config.at == 0
    assert any("After this training the numbers overflow" in n for n in net.notices)
    np.testing.assert_array_equal(net.params.H, model(before).params.H)
    page = open_page(
        D_h=1, V=2, T=1, scale=0.01, start=2, activation="identity",
        train="rate=1000", at=5,
    )  # fmt: skip
    assert not page.exception
    assert not [part for part in page.markdown if "steps of training" in part.value]

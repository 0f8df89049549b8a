"""Tests of recipes, and of which words each step of training reads."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params, Recipe, Training
from rnn_core.training.recipe import reading_order, training_windows
from tests.rnn_core.networks import refuses

TEXTS = st.integers(2, 60).flatmap(
    lambda words: st.tuples(
        st.just(words), st.integers(1, words - 1), st.integers(0, words + 3)
    )
)


@given(TEXTS)
def test_windows_cover_the_text_from_the_start_on_and_wrap(text):
    words, length, start = text
    windows = training_windows(words, length, start)
    begin = min(start, words - 1 - length)
    assert windows[0].tolist() == [begin, length]
    predicted = np.concatenate([first + 1 + np.arange(n) for first, n in windows])
    after_start = np.arange(begin + 1, words)
    assert predicted.tolist() == [*after_start, *range(1, begin + 1)]
    shorter = [place for place, (_, n) in enumerate(windows) if n < length]
    ends = [place for place, (first, n) in enumerate(windows) if first + n == begin]
    assert {*shorter} <= {len(windows) - 1, *ends, (words - 2 - begin) // length}


@given(st.integers(1, 12), st.integers(1, 50), st.integers(0, 9999))
def test_every_pass_reads_every_window_once(windows, steps, seed):
    in_order = reading_order(Recipe(), windows, steps)
    np.testing.assert_array_equal(in_order, np.arange(steps) % windows)
    recipe = Recipe(order="shuffled", seed=seed)
    order = reading_order(recipe, windows, steps)
    for first in range(0, steps - windows + 1, windows):
        one_pass = order[first : first + windows]
        assert sorted(one_pass) == [*range(windows)]
    longer = reading_order(recipe, windows, steps + 7)
    np.testing.assert_array_equal(longer[:steps], order)
    np.testing.assert_array_equal(reading_order(recipe, windows, steps), order)


def test_each_pass_and_each_seed_has_an_order_of_its_own():
    orders = [
        tuple(reading_order(Recipe(order="shuffled", seed=seed), 10, 20)[first:][:10])
        for seed in range(5)
        for first in (0, 10)
    ]
    assert len(set(orders)) == 10


def test_a_short_text_is_one_shorter_window():
    training = Training(Params.random(3, 6), [1, 2, 3], Recipe(length=9), start=7)
    assert (training.length, training.windows.tolist()) == (2, [[0, 2]])


WRONG = [
    ({"steps": 0}, ValueError, ["steps is 0", "1 to 5000"]),
    ({"steps": 5001}, ValueError, ["steps is 5001"]),
    ({"steps": 2.5}, TypeError, ["steps is 2.5"]),
    ({"rate": 0}, ValueError, ["rate is 0", "above 0"]),
    ({"rate": -1.0}, ValueError, ["rate is -1"]),
    ({"rate": float("nan")}, ValueError, ["rate", "nan"]),
    ({"rate": "much"}, TypeError, ["rate"]),
    ({"window": -1}, ValueError, ["window is -1", "from 0"]),
    ({"cut": "pairs"}, ValueError, ["cut is 'pairs'", '"pieces"']),
    ({"clip": -0.5}, ValueError, ["clip is -0.5"]),
    ({"clip": float("inf")}, ValueError, ["clip", "inf"]),
    ({"reduction": "max"}, ValueError, ["reduction is 'max'"]),
    ({"order": None}, ValueError, ["order is None"]),
    ({"seed": -3}, ValueError, ["seed is -3"]),
    ({"seed": True}, TypeError, ["seed is True"]),
    ({"length": 101}, ValueError, ["length is 101", "1 to 100"]),
]


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(("given", "error", "words"), WRONG)
def test_a_recipe_outside_its_limits_is_refused(given, error, words):
    refuses(error, words, Recipe, **given)


@pytest.mark.usefixtures("unchecked")
def test_wrong_arguments_of_training_are_refused():
    net, recipe = Params.random(3, 6), Recipe()
    refuses(TypeError, ["params"], Training, None, [1, 2], recipe)
    refuses(TypeError, ["recipe"], Training, net, [1, 2], {"steps": 3})
    refuses(ValueError, ["words", "1 id"], Training, net, [1], recipe)
    refuses(ValueError, ["words[1] is 6"], Training, net, [1, 6], recipe)
    refuses(ValueError, ["activation"], Training, net, [1, 2], recipe, "softplus")
    refuses(ValueError, ["start is -1"], Training, net, [1, 2], recipe, start=-1)
    training = Training(net, [1, 2], recipe)
    refuses(ValueError, ["step is 501", "0 to 500"], training.recall, 501)
    refuses(TypeError, ["step is 1.0"], training.params_at, 1.0)


def test_numbers_of_any_kind_make_the_same_recipe():
    recipe = Recipe(steps=np.int64(9), rate=np.float32(0.5), clip=1)
    assert recipe == Recipe(steps=9, rate=0.5, clip=1.0)
    assert [type(v) for v in (recipe.steps, recipe.rate, recipe.clip)] == [
        int,
        float,
        float,
    ]

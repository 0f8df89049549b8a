"""Tests that every result prints in a line or two."""

import numpy as np
import pytest

from rnn_core import (
    Params,
    ProductTable,
    Vocabulary,
    backward,
    contribution_factors,
    forward,
    largest_contributions,
    next_word_window,
    run_states,
    running_products,
    strongest_paths,
    truncation,
)

PARAMS = Params.random(12, 30)
TRACE = forward(PARAMS, np.arange(20), np.arange(1, 21))
BACK = backward(TRACE)
STATES = run_states(PARAMS, np.arange(20))
PRODUCT = list(running_products(STATES, 20))[-1]
RESULTS = [
    PARAMS,
    TRACE,
    BACK,
    STATES,
    PRODUCT,
    PRODUCT.decimal(),
    BACK.gradients(),
    truncation(BACK, 2),
    truncation(BACK, 2).shares["all"],
    contribution_factors(BACK, "H", 0, 1, 9, 3)[1],
    largest_contributions(BACK, "H", 1)[0],
    strongest_paths(BACK, "H", 0, 1, 9, 3),
    Vocabulary.from_text("the sea and the river " * 9, 4000),
    next_word_window(np.arange(500), 400),
    ProductTable(STATES, 20),
    ProductTable(STATES, 20).swapped(0, 4),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_a_result_fits_two_lines_and_names_its_class(result):
    text = repr(result)
    assert text.startswith(f"{type(result).__name__}(")
    assert len(text) <= 2 * 88
    assert "\n" not in text


def test_arrays_are_told_by_their_shapes():
    assert repr(PARAMS) == "Params(H=<12 x 12>, L=<12 x 30>, U=<30 x 12>, h0=<12>)"
    arrays = "delta_o=<20 x 30>, delta=<20 x 20 x 12>"
    assert repr(BACK) == f"Backward(trace=<Trace>, {arrays})"


def test_a_run_is_told_by_what_it_holds_and_not_by_how_it_was_made():
    run = "params=<Params>, h=<21 x 12>, z=<20 x 12>, activation='sigmoid'"
    assert repr(STATES) == f"States({run})"
    words = "inputs=<20>, targets=<20>, logits=<20 x 30>, yhat=<20 x 30>, loss=<20>"
    assert repr(TRACE) == f"Trace({run}, {words})"

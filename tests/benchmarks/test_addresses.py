"""Tests of the counts and bytes that verification takes, at any address."""

import tracemalloc

import pytest

from benchmarks.addresses import LISTED, Address, addresses, count, some, visit
from derivations import ERRATA
from derivations.errata import erratum
from derivations.evaluation.index_sample import OPERATIONS
from derivations.proof import precise, verify
from tests.walks import sample
from views.check.gradient_routes import (
    central_gradients,
    error_curve,
    gradient_numbers,
)
from views.model.model import model
from views.proofs.checks import network_for

LARGEST = 48_000_000
"""The bytes of an array: |V| rows and D_h columns at the limits, and no more."""
HELD = 120_000_000
"""The bytes that all arrays of a verification hold at once."""
EACH = pytest.mark.parametrize(
    "address", sample(some(40), 12), ids=lambda address: address.query
)
ONCE_WORST = [
    Address("output-weights", 3, 10_000, 4, "sigmoid", 1),
    Address("softmax-loss", 3, 10_000, 4, "sigmoid", 1),
    Address("output-weights", 2, 10_000, 1, "sigmoid", 1),
    Address("softmax-loss", 3, 300, 4, "relu", 16),
    Address("", 3, 600, 4, "relu", 16),
    Address("", 3, 10_000, 4, "sigmoid", 1),
]
"""The listed ones, which once took up to a minute and 10 GB."""


def held(work):
    """The most bytes that some work holds at once, and what it returns."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def is_ordinary(address):
    """Whether every line of it can be decided: nothing is large or grows."""
    return address.scale == 1 and (
        address.activation != "identity" or address.steps < 9
    )


def within_budget(address):
    network = network_for(address.config)
    if address.slug:
        took, most = held(lambda: count(address))
        assert took.operations <= 2 * OPERATIONS
        assert took.precise <= 2 * verify.BUDGET + precise.RUN
        assert took.largest <= LARGEST
        decided = zip(took.checked, took.undecided, strict=True)
        for checked, undecided in decided:
            assert checked or undecided or address.steps == 1
            assert checked or not undecided or not is_ordinary(address)
    else:
        findings, most = held(
            lambda: {slug: e.check_on(network) for slug, e in ERRATA.items()}
        )
        for finding in findings.values():
            if finding.right is not None and is_ordinary(address):
                assert finding.right.holds is not False
                assert finding.checked or not finding.undecided
    assert most <= HELD


@EACH
def test_any_address_is_verified_within_its_budget(address):
    within_budget(address)


@pytest.mark.parametrize("address", ONCE_WORST, ids=lambda address: address.query)
def test_the_worst_addresses_are_verified_within_their_budget(address):
    within_budget(address)


@pytest.mark.parametrize("address", ONCE_WORST[-2:], ids=lambda a: a.query)
def test_the_gradients_routes_hold_few_bytes(address):
    model(address.config)

    def routes():
        return [
            gradient_numbers(address.config, 0),
            central_gradients(address.config, 0, -5),
            error_curve(address.config, -5),
        ]

    _, most = held(routes)
    assert most <= HELD


def test_a_budget_counts_words_choices_and_digits():
    few, many = (
        count(Address("output-weights", 3, words, 4, "sigmoid", 1))
        for words in (300, 10_000)
    )
    assert few.operations < many.operations <= 2 * OPERATIONS
    near, far = (
        count(Address("softmax-loss", 3, 300, 4, "relu", scale)) for scale in (1, 16)
    )
    assert near.precise == 0
    assert 0 < far.precise <= 2 * verify.BUDGET
    assert erratum.BUDGET * 2 * len(ERRATA) <= 2 * verify.BUDGET


def test_what_is_checked_is_the_same_every_time():
    address = Address("earlier-weights", 3, 300, 100, "tanh", 16)
    assert count(address) == count(address)


def test_the_walk_has_every_page_size_activation_and_scale():
    every = addresses()
    assert len(set(every)) == len(every) == 15 * 4 * 3 * 3 * 4 * 2
    assert some(40) == some(40) != some(40, seed=1)
    assert {address.slug for address in every} >= {"", "softmax-loss", "perplexity"}


def test_a_visit_opens_the_page_and_measures_it():
    seen = visit(LISTED[1].replace("10000", "30"))
    assert seen.query.endswith("softmax-loss")
    assert seen.seconds > 0

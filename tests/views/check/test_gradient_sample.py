"""Tests of which entries are compared: what counted operations and bytes allow."""

import tracemalloc
from itertools import product

import pytest

from rnn_core import numerical_gradient
from views.address.settings import Config
from views.check.gradient_routes import (
    complex_step_gradients,
    gradient_numbers,
    is_quick,
)
from views.check.gradient_sample import (
    BYTES,
    OPERATIONS,
    RUNS,
    SIDE,
    logit_bytes,
    run_operations,
    sample_grids,
)
from views.model.model import model
from views.runtime.cache import results

SIZES = [(3, 6, 4), (1, 10_000, 1), (16, 100, 20), (100, 2000, 35), (256, 10_000, 100)]


def grids_of(size, window):
    net = model(Config(**dict(zip(("D_h", "V", "T"), size, strict=True))))
    return net, sample_grids(net, window)


@pytest.mark.parametrize(("size", "window"), list(product(SIZES, (None, 2))))
def test_no_more_than_the_budget_and_nothing_that_would_fit_left_out(size, window):
    net, grids = grids_of(size, window)
    for name, grid in grids.items():
        each = RUNS * run_operations(net, window, name)
        if grid.size > 1:
            assert grid.size * each <= OPERATIONS
            assert grid.size * logit_bytes(net) <= BYTES
        sides = zip(map(len, grid[:2]), grid.of, strict=True)
        short = [n for n, most in sides if n < min(most, SIDE)]
        if short:
            more = grid.size + grid.size // min(short)
            assert more * each > OPERATIONS or more * logit_bytes(net) > BYTES


def test_small_networks_are_compared_at_every_entry():
    for size in ((3, 6, 4), (8, 16, 100)):
        _, grids = grids_of(size, None)
        assert all(grid.size == grid.of[0] * grid.of[1] for grid in grids.values())


def test_the_same_entries_on_a_machine_of_any_speed(monkeypatch):
    def no_clock():
        raise AssertionError("a clock was read")

    for name in ("time", "perf_counter", "process_time", "monotonic"):
        monkeypatch.setattr(f"time.{name}", no_clock)
    _, grids = grids_of((64, 1000, 50), None)
    assert 1 < grids["H"].size < SIDE * SIDE


def test_the_memory_of_many_runs_is_near_what_was_counted():
    net, grids = grids_of((16, 10_000, 1), None)
    grid = grids["U"]
    counted = grid.size * logit_bytes(net)
    where = net.params, net.trace.inputs, net.trace.targets
    tracemalloc.start()
    numerical_gradient(*where, "U", grid.entries)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counted / 3 < most < 3 * counted


def test_what_is_asked_in_another_way_is_not_computed_again():
    config = Config(seed=4321)
    known = gradient_numbers(config, 0)
    before = len(results)
    assert gradient_numbers(config, 0, "sum", alike=True) is known
    assert complex_step_gradients(config, 0, alike=False).keys() == known.keys()
    assert is_quick(config)
    assert len(results) == before

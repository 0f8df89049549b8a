"""Tests that all implementations that benchmarks compare compute the same."""

from benchmarks.engine import disagreement, ratio, routes, timed


def test_all_routes_agree():
    assert disagreement(routes(5, 7, 6)) < 1e-12


def test_every_route_is_timed_in_every_round():
    took = timed(routes(2, 3, 2), 0.01)
    assert set(took) == {"engine", "double loop", "autograd"}
    assert len({len(times) for times in took.values()}) == 1
    assert ratio([2.0, 4.0, 6.0], [1.0, 1.0, 1.0]) == 4.0

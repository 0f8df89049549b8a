"""Tests of paths and largest contributions as the page shows them."""

import itertools

import numpy as np
import pytest

from tests.rnn_core.varied import MATRICES, varied
from tests.views.pages import component_data, open_page
from tests.views.screens import screen
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.network import network
from views.unroll.whatif.largest_panel import places
from views.unroll.whatif.paths import COUNT, drawn_paths, path_rows, strongest


def by_hand(case, matrix, i, j, t, k):
    """The units and the product of every path."""
    back, trace, params = case.back, case.trace, case.params
    ends = back.delta_o[t - 1] @ params.U
    feeds = trace.h[k, j] if matrix == "H" else float(trace.inputs[k] == j)
    for rest in itertools.product(range(params.hidden), repeat=t - k - 1):
        units = (i, *rest)
        value = ends[units[-1]] * trace.slope[k, i] * feeds
        for s, (a, b) in enumerate(itertools.pairwise(units), k + 1):
            value *= trace.slope[s, b] * params.H[b, a]
        yield units, value


def test_200_networks():
    """The strongest paths, their shares, and what all others add up to."""
    for n, case in enumerate(varied(salt=32)):
        net, matrix, steps = screen(case), MATRICES[n % 2], len(case.inputs)
        i, j = case.places[matrix]
        t = n % steps + 1
        k = max(0, t - 1 - n // 5 % 4)
        selection = Selection(matrix, i + 1, j + 1, t, k)
        every = dict(by_hand(case, matrix, i, j, t, k))
        data = path_rows(strongest(net, selection), selection)
        sizes = sorted((abs(v) for v in every.values()), reverse=True)[:COUNT]
        largest = max(sizes[0], 1e-300)
        shown = drawn_paths(strongest(net, selection))
        np.testing.assert_allclose(
            [abs(path["value"]) for path in shown], sizes, rtol=1e-9, atol=1e-300
        )
        for path in shown:
            units = tuple(unit - 1 for unit in path["units"])
            assert path["value"] == pytest.approx(every[units], rel=1e-9, abs=1e-300)
        foot = {row["name"]: row["value"] for row in data["foot"]}
        total = sum(row["value"] for row in data["rows"]) + foot.get("rest", 0.0)
        term = case.back.instances(matrix, i, j)[t - 1, k]
        assert foot["total"] == term
        assert total == pytest.approx(term, rel=1e-9, abs=1e-12 * largest)
        assert sum(path["share"] for path in shown) <= 1 + 1e-12


def test_200_networks_largest():
    """The largest contribution of each matrix, each weight once."""
    for n, case in enumerate(varied(salt=33)):
        net, matrix = screen(case), MATRICES[n % 3]
        rows, columns = getattr(case.params, matrix).shape
        best = np.array(
            [
                [
                    np.abs(case.back.instances(matrix, i, j)).max()
                    for j in range(columns)
                ]
                for i in range(rows)
            ]
        )
        largest = places(net, matrix)["rows"]
        sizes = [abs(row["value"]) for row in largest]
        expected = np.sort(best.ravel())[::-1][: len(largest)]
        np.testing.assert_allclose(sizes, expected, rtol=1e-12)
        for row in largest:
            go = row["go"]
            terms = case.back.instances(matrix, go["i"] - 1, go["j"] - 1)
            assert terms[go["t"] - 1, go["k"]] == pytest.approx(row["value"], rel=1e-12)


def test_a_folded_network_draws_the_units_of_the_paths():
    net, selection = model(Config(D_h=40, T=8)), Selection("H", 3, 5, 8, 2)
    ways = drawn_paths(strongest(net, selection))
    shown = network(net, selection, "", 0, ways)
    assert shown["folded"]
    for way in ways:
        for s, unit in enumerate(way["units"], 3):
            assert unit in [u for u, _ in shown["units"][s]]


@pytest.mark.parametrize("panel", ["paths", "largest", "truncate"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"matrix": "U", "k": 0},
        {"matrix": "L", "j": 6},
        {"D_h": 1, "V": 2, "T": 1},
        {"D_h": 256, "V": 10_000, "T": 100, "t": 100, "k": 3, "window": 9},
        {"activation": "relu", "D_h": 2, "T": 20, "t": 20},
        {"activation": "identity", "gain": 16, "T": 100, "t": 100},
    ],
)
def test_the_page_answers_at_any_size(panel, query):
    page = open_page(whatif=panel, **query)
    assert not page.exception
    shown = component_data(page, "network")
    drawn_now = len(shown["edges"]) * 2 + sum(len(u) for u in shown["units"])
    assert drawn_now < 3000

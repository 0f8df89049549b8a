"""Tests of what truncation keeps and discards, against new runs of the network."""

import numpy as np
import pytest

from tests.rnn_core.varied import MATRICES, varied
from tests.views.pages import component_data, open_page
from tests.views.screens import screen
from tests.weights import OVER, weights
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.bars import bars
from views.unroll.triangle import triangle
from views.unroll.whatif.truncate import (
    go_to_discarded,
    gradient_rows,
    shares,
    weight_rows,
)


def test_200_networks():
    """Kept and discarded sums, each gradient's length and angle, by other routes."""
    for n, case in enumerate(varied(salt=31)):
        net, matrix, steps = screen(case), MATRICES[n % 3], len(case.inputs)
        i, j = case.places[matrix]
        t, window = n % steps + 1, n // 3 % steps + 1
        selection = Selection(matrix, i + 1, j + 1, t, t - 1)
        over = OVER[n % 7 % 3]
        terms = case.back.instances(matrix, i, j)
        rows, columns = np.indices(terms.shape)
        far = rows + 1 - columns > window
        kept, lost, full, *every = (
            row["value"] for row in weight_rows(net, selection, window, over)["rows"]
        )
        close = {"rtol": 1e-13, "atol": 1e-13 * np.abs(terms).max() + 1e-300}
        np.testing.assert_allclose(kept, terms[t - 1][~far[t - 1]].sum(), **close)
        np.testing.assert_allclose(lost, terms[t - 1][far[t - 1]].sum(), **close)
        np.testing.assert_allclose(full, terms[t - 1].sum(), **close)
        of_j = weights(over, steps)[:, None] * terms
        wanted = (of_j[~far].sum(), of_j[far].sum(), of_j.sum())
        np.testing.assert_allclose(every, wanted, **close)
        short = case.back.gradients(window, over)
        shown = triangle(net, selection, over, window)
        np.testing.assert_allclose(
            shown["total"], getattr(short, matrix)[i, j], rtol=1e-10, atol=1e-13
        )
        if matrix == "U":  # is never truncated
            assert (shown["cut"], shown["window"]) == (None, 0)
        else:
            assert np.array_equal(np.array(shown["cut"]) == 1, far)
        whole = case.back.gradients(reduction=over)
        for row in gradient_rows(shares(net, window, over)):
            name = {"h⁽⁰⁾": "h0"}.get(row["name"], row["name"])
            if name == "all together":
                a, b = (np.concatenate([p.ravel() for p in g]) for g in (short, whole))
            else:
                a, b = getattr(short, name).ravel(), getattr(whole, name).ravel()
            sizes = np.linalg.norm(a), np.linalg.norm(b)
            if min(sizes) > 1e-100:
                assert float(row["ratio"]) == pytest.approx(sizes[0] / sizes[1], 1e-9)
                turn = np.degrees(
                    np.arccos(np.clip(a / sizes[0] @ (b / sizes[1]), -1, 1))
                )
                assert float(row["degrees"]) == pytest.approx(turn, abs=2e-5)


def test_the_largest_discarded_is_the_largest_of_all():
    net = model(Config(D_h=4, T=9, seed=2))
    delta, h = net.back.delta, net.trace.h
    best = max(
        (abs(delta[t, k, i] * h[k, j]), i, j, t, k)
        for t in range(9)
        for k in range(t + 1)
        if t + 1 - k > 3
        for i in range(4)
        for j in range(4)
    )
    discarded = go_to_discarded(net, 3)
    assert discarded is not None
    assert abs(discarded["value"]) == best[0]
    assert discarded["go"] == {
        "matrix": "H",
        "i": best[1] + 1,
        "j": best[2] + 1,
        "t": best[3] + 1,
        "k": best[4],
    }
    assert go_to_discarded(net, 9) is None


def test_the_page_truncates_only_while_its_panel_is_open():
    page = open_page(whatif="truncate", window=2, T=6, t=6, k=0)
    assert not page.exception
    assert component_data(page, "triangle")["window"] == 2
    assert component_data(page, "network")["window"] == 2
    assert component_data(page, "bars")["cut"] == 4
    shut = open_page(window=2, T=6, t=6, k=0)
    assert component_data(shut, "triangle")["cut"] is None
    assert component_data(shut, "network")["window"] == 0
    assert bars(model(Config(T=6)), Selection("H", 1, 2, 6, 0))["cut"] == 0


@pytest.mark.parametrize("window", [0, 1, 100, 7, "x"])
def test_any_window_is_answered(window):
    page = open_page(whatif="truncate", window=window, T=5, reduction="mean")
    assert not page.exception


def test_in_pieces_beside_the_window():
    """Its triangle, its gradients, and each piece, against sums over the instances."""
    page = open_page(whatif="truncate", window=3, T=8, t=8, k=2, activation="tanh")
    net = model(Config(T=8, activation="tanh"))
    terms = net.back.instances("H", 0, 1)
    t, k = np.indices(terms.shape)
    own = (t // 3 == k // 3) & (k <= t)
    shown = component_data(page, "triangle", 0)
    assert np.array_equal(np.array(shown["cut"]) == 1, (k <= t) & ~own)
    kept = np.where(own, terms, 0.0)
    np.testing.assert_allclose(shown["row_sums"], kept.sum(axis=1), rtol=1e-13)
    np.testing.assert_allclose(shown["total"], kept.sum(), rtol=1e-13)
    table = component_data(page, "truncation_table", 1)["rows"]
    short = np.concatenate([g.ravel() for g in net.back.gradients(3, cut="pieces")])
    whole = np.concatenate([g.ravel() for g in net.back.gradients()])
    ratio = np.linalg.norm(short) / np.linalg.norm(whole)
    assert float(table[-1]["ratio"]) == pytest.approx(ratio, rel=1e-12)
    pieces = component_data(page, "rows", 1)["rows"]
    assert [row["text"] for row in pieces] == [
        f"losses {a}–{b}: lost" for a, b in ((1, 3), (4, 6), (7, 8))
    ]
    assert pieces[0]["value"] == 0
    assert all(row["value"] > 0 for row in pieces[1:])
    told = " ".join(part.value for part in page.markdown)
    assert "WildML’s bptt_truncate = 3 is the sliding window of 4" in told

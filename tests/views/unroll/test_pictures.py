"""Tests of the data of Unroll's pictures, against the engine's gradients."""

import json
import math

import numpy as np
import pytest

from rnn_core import contribution_factors
from views.address.settings import Config, Selection
from views.model.model import model
from views.model.passage import read_passage
from views.takehome.export import LARGEST, numbers_json
from views.text.names import weight_name
from views.unroll.bars import bars
from views.unroll.captions import network_guide
from views.unroll.factor_chain import factors, headline
from views.unroll.network import ELEMENTS, network
from views.unroll.triangle import cancellation, triangle

PICKS = [
    Selection("H", 1, 2, 3, 0),
    Selection("L", 2, 1, 4, 2),
    Selection("U", 6, 3, 3, 2),
    Selection("U", 1, 1, 4, 0),
]


def terms_of(net, pick):
    return net.back.instances(pick.matrix, pick.i - 1, pick.j - 1)


@pytest.mark.parametrize("pick", PICKS)
def test_the_triangle_adds_up_to_the_gradient(pick):
    net = model(Config())
    data = triangle(net, pick)
    gradient = getattr(net.back.gradients(), pick.matrix)[pick.i - 1, pick.j - 1]
    np.testing.assert_array_equal(data["cells"], terms_of(net, pick))
    assert data["total"] == pytest.approx(gradient, rel=1e-12)
    assert sum(data["row_sums"]) == pytest.approx(gradient, rel=1e-12)
    assert sum(data["column_sums"]) == pytest.approx(gradient, rel=1e-12)


def test_a_long_triangle_is_binned_and_offers_its_largest_terms():
    net = model(Config(T=100, V=20))
    pick = Selection("H", 1, 2, 100, 0)
    terms, data = terms_of(net, pick), triangle(net, pick)
    assert len(data["rows"]) == 50
    assert data["rows"][-1] == (99, 100)
    assert data["cells"][3][2] == pytest.approx(terms[6:8, 4:6].sum(), rel=1e-12)
    t, k = data["go"][3][2]
    assert abs(terms[t - 1, k]) == np.abs(terms[6:8, 4:6]).max()
    assert all(k < t for row in data["go"][10:] for t, k in row[:10])


@pytest.mark.parametrize(
    ("terms", "share", "words"),
    [
        ([1.0, 2.0], 1.0, "same sign"),
        ([1.0, -0.99], 0.01 / 1.99, "all but cancel"),
        ([3.0, -1.0], 0.5, "partly cancel"),
        ([3.0, -1.1], 1.9 / 4.1, "largely cancel"),
        ([0.0, 0.0], None, "all terms are 0"),
        ([2.0], 1.0, "only one"),
        ([0.0, -2.0], 1.0, "only one term is not 0"),
    ],
)
def test_cancellation_in_number_and_words(terms, share, words):
    got = cancellation(np.array(terms))
    assert got.share == pytest.approx(share)
    assert words in got.words


@pytest.mark.parametrize("pick", PICKS)
def test_each_edge_is_one_contribution(pick):
    net = model(Config())
    data = network(net, pick, "")
    for k, i, j, value in data["edges"]:
        assert value == net.back.instances(pick.matrix, i - 1, j - 1)[pick.t - 1, k]
    ours = [e[3] for e in data["edges"] if e[1:3] == (pick.i, pick.j)]
    np.testing.assert_array_equal(
        [v for v in ours if v], [v for v in terms_of(net, pick)[pick.t - 1] if v]
    )


@pytest.mark.parametrize("matrix", ["H", "L", "U"])
@pytest.mark.parametrize("sizes", [(256, 10_000, 100), (3, 6, 100), (20, 50, 24)])
def test_a_large_network_folds_and_keeps_its_largest_edges(matrix, sizes):
    net = model(Config(*sizes))
    pick = Selection(matrix, 1, 2, sizes[2], 0)
    data = network(net, pick, "")
    edges = len(data["edges"])
    assert edges < ELEMENTS / 2
    for k, i, j, value in data["edges"]:
        contributions = net.back.instances(matrix, i - 1, j - 1)
        assert value == contributions[pick.t - 1, k]
    drawn = [dict(units) for units in data["units"]]
    for k, i, j, _ in data["edges"]:
        ends = {"H": ((k, j), (k + 1, i)), "L": ((k + 1, i),), "U": ((k + 1, j),)}
        for state, unit in ends[matrix]:
            assert drawn[state][unit] == net.trace.h[state, unit - 1]


def test_predictions_hold_the_target_and_its_probability():
    net = model(Config(V=50, T=20))
    for t, step in enumerate(network(net, PICKS[0], "")["predictions"]):
        (target,) = [p for p in step if p["target"]]
        y = net.trace.targets[t]
        assert target["word"] == net.word(y)
        assert math.exp(-net.trace.loss[t]) == pytest.approx(target["p"], rel=1e-12)


@pytest.mark.parametrize("pick", PICKS)
def test_the_chain_ends_in_the_cell(pick):
    net = model(Config())
    links = contribution_factors(
        net.back, pick.matrix, pick.i - 1, pick.j - 1, pick.t, pick.k
    )
    cell = terms_of(net, pick)[pick.t - 1, pick.k]
    assert links[-1].product.item() == pytest.approx(cell, rel=1e-12, abs=1e-300)
    last = factors(net, pick)["lines"][-1]["tex"][-1]
    assert f"value={links[-1].product.item()!r}" in last


def test_a_chain_of_wide_matrices_shows_the_units_that_matter():
    data = factors(model(Config(D_h=32, T=20)), Selection("H", 1, 2, 20, 3))
    assert len(data["lines"]) == 6
    assert data["lines"][1]["rule"] == "32 × 32"
    rows, columns = data["lines"][1]["note"].split("shown: ")[1].split(" and ")
    for shown in (rows, columns):
        units = [int(unit) for unit in shown.split(" ", 1)[1].split(", ")]
        assert len(units) == 4
        assert all(1 <= unit <= 32 for unit in units)


def test_the_headline_shows_the_picked_term_and_the_sum():
    net, pick = model(Config(T=30)), Selection("H", 1, 2, 30, 12)
    (line,) = headline(net, pick)["lines"]
    row = terms_of(net, pick)[29]
    assert f"value={float(row[12])!r},ref=picked12" in line["tex"][0]
    assert f"value={float(row.sum())!r},ref=sum" in line["tex"][0]


def test_bars_are_the_chosen_losss_instances_and_their_sum():
    net, pick = model(Config()), PICKS[0]
    shown = bars(net, pick)
    np.testing.assert_array_equal(shown["terms"], terms_of(net, pick)[2, :3])
    assert shown["sum"] == terms_of(net, pick)[2, :3].sum()
    assert (shown["cut"], bars(net, pick, window=2)["cut"]) == (0, 1)


def test_the_mean_over_t_is_the_sum_over_T():
    net, pick = model(Config(T=7, activation="tanh")), PICKS[0]
    summed, mean = triangle(net, pick), triangle(net, pick, "mean")
    assert (summed["over"], mean["over"]) == ("sum", "mean")
    assert mean["row_sums"] == summed["row_sums"]
    np.testing.assert_allclose(
        mean["column_sums"], np.array(summed["column_sums"]) / 7, rtol=1e-15
    )
    gradient = net.back.gradients(reduction="mean").H[pick.i - 1, pick.j - 1]
    assert mean["total"] == pytest.approx(gradient, rel=1e-12)
    got = json.loads(numbers_json(net, pick, "mean"))
    assert got["reduction"] == "mean"
    assert got["gradient"] == mean["total"]


def test_json_is_whole_and_exact():
    net, pick = model(Config(D_h=5, V=9, T=7, seed=3)), Selection("H", 5, 1, 7, 6)
    got = json.loads(numbers_json(net, pick))
    np.testing.assert_array_equal(got["delta"], net.back.delta)
    np.testing.assert_array_equal(got["instances"], terms_of(net, pick))
    assert got["gradient"] == terms_of(net, pick).sum()
    assert got["vocabulary"] == list(net.passage.vocabulary.words)
    assert got["left_out"] == []


def test_json_names_what_it_leaves_out():
    text = numbers_json(model(Config(D_h=256, V=10_000, T=100)), PICKS[0])
    got = json.loads(text)
    assert len(text) <= LARGEST + 1000
    assert set(got["left_out"]) <= {"L", "U", "delta", "yhat"}
    assert got["left_out"]
    assert not set(got["left_out"]) & set(got)


def test_the_guide_names_weight_and_strongest_instance():
    net, pick = model(Config()), PICKS[0]
    strongest = int(np.abs(terms_of(net, pick)[2]).argmax())
    assert weight_name(pick) == "H₁₂"
    assert f"comes from instance {strongest}, " in network_guide(net, pick)
    assert weight_name(Selection("L", 10, 2, 1, 0)) == "L₁₀,₂"


def test_a_word_that_is_not_read_has_no_instance():
    net = model(Config(V=30))
    unread = next(v for v in range(30) if v not in net.trace.inputs)
    said = network_guide(net, Selection("L", 1, unread + 1, 3, 0))
    assert "never read" in said


def test_a_text_without_two_words_is_replaced_and_said():
    for text in ("", "one", "!?", "\x00\x1f"):
        read = read_passage(text, 6, 4, 1)
        assert read.steps == 4
        assert "fewer than two words" in read.notices[0]


def test_a_short_text_gives_a_shorter_window_and_says_so():
    read = read_passage("one two three", 6, 4, 9)
    assert (read.steps, read.start) == (2, 1)
    assert "T is 2 and not 4" in read.notices[0]
    assert "start = 9" in read.notices[1]


def test_config_checks_its_limits():
    with pytest.raises(ValueError, match="D_h is 0; it must be from 1 to 256"):
        Config(D_h=0)
    with pytest.raises(ValueError, match="1000 are allowed"):
        Config(text="a" * 1001)

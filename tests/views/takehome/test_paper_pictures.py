"""Tests of pictures on paper: the engine's numbers, and what of a long run is shown."""

import re
from itertools import pairwise

import numpy as np
import pytest

from tests.weights import OVER
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.excerpt import STEPS, describe_windows, drawn_windows
from views.takehome.handout import handout
from views.takehome.network_picture import network_picture
from views.takehome.triangle_picture import triangle_picture
from views.unroll.network import network
from views.unroll.triangle import triangle

PICK = Selection("H", 1, 2, 3, 0)
REMARK = re.compile(r"%(-?[\d.]+(?:e[+-]\d+)?)\n")


def written(tex):
    """All numbers that are given with all digits in a comment."""
    return [float(number) for number in REMARK.findall(tex)]


@pytest.mark.parametrize("window", [0, 2])
@pytest.mark.parametrize("reduction", OVER)
def test_the_triangle_has_every_digit_of_the_engines_terms(window, reduction):
    net = model(Config())
    terms = net.back.instances("H", 0, 1)
    drawn = written(triangle_picture(triangle(net, PICK, reduction, window)))
    lower = np.tril_indices(4)
    np.testing.assert_array_equal(drawn[: len(lower[0])], terms[lower])
    kept = net.back.gradients(window=window or None, reduction=reduction)
    assert drawn[-1] == pytest.approx(kept.H[0, 1], rel=1e-12)
    assert len(drawn) == len(lower[0]) + 4 + 4 + 1


@pytest.mark.parametrize("steps", [10, 61])
def test_many_terms_become_marks(steps):
    net = model(Config(T=steps, V=20))
    data = triangle(net, Selection("H", 1, 2, steps, 1))
    tikz = triangle_picture(data)
    below = sum(v < 0 for r, row in enumerate(data["cells"]) for v in row[: r + 1])
    assert tikz.count("circle") - below in range(len(data["cells"]) * 2 + 1)
    assert len(written(tikz)) == (steps + 1 if steps == 10 else 1)


@pytest.mark.parametrize(
    "pick", [PICK, Selection("L", 1, 1, 4, 2), Selection("U", 2, 3, 4, 3)]
)
def test_the_network_has_the_engines_numbers(pick):
    net = model(Config())
    data = network(net, pick, "")
    tikz, left_out = network_picture(data)
    assert left_out == ""
    numbers = set(written(tikz))
    assert set(net.trace.h.ravel()) <= numbers
    assert set(net.trace.loss) <= numbers
    assert set(net.trace.yhat.ravel()) <= numbers
    row = net.back.instances(pick.matrix, pick.i - 1, pick.j - 1)[pick.t - 1]
    assert {v for v in row[: pick.t] if v} <= numbers
    assert tikz.count("-- cycle") == 4
    assert tikz.count(r"\draw[plus") + tikz.count(r"\draw[minus") + tikz.count(
        r"\draw[zero!28"
    ) == len(data["edges"])


@pytest.mark.parametrize(
    ("steps", "t", "k", "shown"),
    [
        (4, 2, 0, [(1, 4)]),
        (STEPS, 2, 0, [(1, STEPS)]),
        (STEPS + 1, STEPS - 1, 1, [(1, STEPS)]),
        (STEPS + 1, STEPS, 0, [(1, STEPS)]),
        (20, 12, 11, [(5, 13)]),
        (20, 12, 4, [(5, 13)]),
        (20, 12, 3, [(4, 12)]),
        (20, 12, 2, [(2, 5), (10, 13)]),
        (20, 20, 0, [(1, 4), (17, 20)]),
    ],
)
def test_the_steps_drawn(steps, t, k, shown):
    assert drawn_windows(steps, t, k) == shown


def test_loss_and_instance_are_always_drawn_and_no_more_than_fits():
    for steps in range(1, 31):
        for t in range(1, steps + 1):
            for k in range(t):
                windows = drawn_windows(steps, t, k)
                drawn = [s for a, b in windows for s in range(a, b + 1)]
                assert {t, k + 1} <= set(drawn) <= set(range(1, steps + 1))
                assert len(drawn) + len(windows) - 1 == min(steps, STEPS)
                assert all(b + 1 < c for (_, b), (c, _) in pairwise(windows))
    assert describe_windows([(1, 9)], 9) == ""


def test_what_does_not_fit_is_said_and_what_is_picked_is_drawn():
    net, pick = model(Config(D_h=24, T=40)), Selection("H", 1, 2, 30, 12)
    tex, left_out = network_picture(network(net, pick, ""))
    assert "Steps 12 to 15 and 28 to 31 of 40 are drawn. Of 24 units" in left_out
    assert left_out in handout(net, pick)
    row, numbers = net.back.instances("H", 0, 1)[29], written(tex)
    drawn = [11, 12, 13, 14, 27, 28, 29]
    assert {float(row[k]) for k in drawn} <= set(numbers)
    assert {float(net.trace.loss[k]) for k in [*drawn, 30]} <= set(numbers)
    assert float(row[15]) not in numbers
    assert tex.count(r"\fill[zero]") == 3


def test_each_lit_instance_has_its_number_and_0_too():
    net = model(Config(T=6))
    tikz, left_out = network_picture(network(net, PICK, ""))
    chips = [part for part in tikz.split(r"\node") if "inner sep=1pt" in part]
    row = net.back.instances("H", 0, 1)[2]
    assert [written(chip) for chip in chips] == [[value] for value in row]
    assert list(row[3:]) == [0, 0, 0]
    assert left_out == ""

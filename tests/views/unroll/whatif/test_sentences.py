"""Every sentence of the what-if panels is true, decided from the definitions."""

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given

from tests.views.pages import open_page
from tests.views.settings import views
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.whatif.nudge import notes, unread_notice, used_instances
from views.unroll.whatif.paths import COUNT, path_rows, story, strongest
from views.unroll.whatif.truncate import go_to_discarded, gradient_rows, shares


def every_path(net, s):
    """The product along each path of the picked contribution, by hand."""
    trace, H, i, j = net.trace, net.params.H, s.i - 1, s.j - 1
    ends = net.back.delta_o[s.t - 1] @ net.params.U
    feeds = trace.h[s.k, j] if s.matrix == "H" else float(trace.inputs[s.k] == j)
    products = []
    for rest in itertools.product(range(len(H)), repeat=s.t - s.k - 1):
        units = (i, *rest)
        value = ends[units[-1]] * trace.slope[s.k, i] * feeds
        for step, (a, b) in enumerate(itertools.pairwise(units), s.k + 1):
            value *= trace.slope[step, b] * H[b, a]
        products.append(value)
    return products


@given(views(most_steps=5))
def test_paths_are_as_many_and_as_large_as_said(drawn):
    net, s, _ = drawn
    paths = strongest(net, s)
    said, data = story(net, s, paths), path_rows(paths, s)
    if s.matrix == "U":
        assert ("no path leads there" in said) == (s.k != s.t - 1)
        assert "%" not in str(data)
        assert "summed |paths|" not in said
        return
    products = every_path(net, s)
    number = re.search(r"leads (one) path|lead (.*) paths", said)
    assert int((number[2] or "1").replace(",", "")) == len(products)
    total = math.fsum(map(abs, products))
    read = s.matrix == "H" or net.trace.inputs[s.k] == s.j - 1
    assert ("reads another word" in said) == (not read)
    if "every path is 0" in said:
        assert total == 0
    percents = [row["note"] for row in data["rows"]]
    assert any(percents) <= ("a percentage is of the summed |paths|" in said)
    for row in data["rows"]:
        if row["note"] and total > 1e-290 and not row["note"].startswith("over"):
            shown = float(row["note"].strip("%").replace("−", "-"))
            share = 100 * abs(row["value"]) / total
            assert shown == pytest.approx(share, rel=6e-3, abs=1e-290)
    rest = [row["text"] for row in data["foot"] if row["name"] == "rest"]
    others = len(products) - COUNT
    assert len(rest) == (others > 0)
    if rest:
        assert rest[0] == (
            "the other path" if others == 1 else f"the other {others} paths"
        )


def test_shares_are_of_all_paths_however_they_cancel():
    config, s = Config(D_h=8, T=9, seed=3), Selection("H", 1, 2, 9, 3)
    net = model(config)
    paths = strongest(net, s)
    total = math.fsum(map(abs, every_path(net, s)))
    assert abs(paths.rest) < 0.5 * (total - np.abs(paths.values).sum())
    np.testing.assert_allclose(paths.shares, np.abs(paths.values) / total, rtol=1e-10)


def test_billions_of_paths_are_counted_in_the_nearest_power_of_ten():
    net, s = model(Config(D_h=99, T=6)), Selection("H", 1, 2, 6, 0)
    paths = strongest(net, s)
    assert paths.count_all == 99**5
    assert "lead about 10^10 paths" in story(net, s, paths)
    (rest, _) = path_rows(paths, s)["foot"]
    assert rest["text"] == "the others, about 10^10"


@given(views(most_steps=5))
def test_losses_that_stay_do_so_for_the_reason_given(drawn):
    net, s, _ = drawn
    trace, used = net.trace, []
    for k in range(s.t):
        reads = trace.inputs[k] == s.j - 1
        if {"H": True, "L": reads, "U": k == s.t - 1}[s.matrix]:
            used.append(k)
    assert used_instances(net, s) == used
    for only in (None, s.k):
        for t, note in notes(net, s, only).items():
            if "too early" in note:
                assert only is not None
                assert t <= only
            elif "not yet" in note:
                assert not (trace.inputs[:t] == s.j - 1).any()
            elif "another word" in note:
                assert trace.inputs[only] != s.j - 1
            else:
                assert s.matrix == "U"
                assert t - 1 != only
    for instances, only in (("one", s.k), ("all", None)):
        said = unread_notice(net, s, instances)
        if "no loss" in said:
            here = trace.inputs if only is None else trace.inputs[[only]]
            assert not (here == s.j - 1).any()
        elif said:
            assert s.matrix == "U"
            assert s.k != s.t - 1
            assert f"can move loss {s.k + 1} alone" in said


@given(views())
def test_no_gradient_is_compared_with_0(drawn):
    net, _, window = drawn
    width = max(1, window)
    whole, short = net.back.gradients(), net.back.gradients(window=width)
    for row in gradient_rows(shares(net, width, "sum")):
        assert not re.search("nan|inf|∞", row["length"] + row["angle"])
        name = {"h⁽⁰⁾": "h0"}.get(row["name"], row["name"])
        if name == "all together":
            continue
        full, kept = getattr(whole, name), getattr(short, name)
        if row["length"] == "both are 0":
            assert not kept.any()
        elif "full one is 0" in row["length"]:
            assert np.abs(full).max() <= 1e-13 * np.abs(kept).max()
        elif row["length"] == "100%":
            assert np.linalg.norm(full) == pytest.approx(np.linalg.norm(kept), 1e-12)


def test_what_is_discarded_is_told_from_the_picked_weight():
    discarded = go_to_discarded(model(Config(T=9)), 2)
    assert discarded["text"].startswith("Go to the largest discarded of H: H")


@pytest.mark.parametrize("panel", ["nudge", "step", "paths", "largest", "truncate"])
def test_one_step_has_no_plural(panel):
    page = open_page(whatif=panel, T=1, t=1, k=0, window=1)
    text = " ".join(element.value for element in page.markdown)
    assert not re.search(r"\b1 (steps|losses|terms|paths)\b", text)

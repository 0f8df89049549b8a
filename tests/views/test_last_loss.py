"""Tests of every page where the last loss counts alone, and of what is said there."""

import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnn_core
from derivations import DERIVATIONS, versions
from rnn_core import gradient_step, numerical_gradient
from tests.views.pages import component_data, notices_of, open_page
from tests.views.settings import views
from tests.views.unroll.terms import by_definition
from tests.weights import OVER, weights
from views.address.settings import MATRICES, REDUCTIONS, WHAT_IFS, Config, Selection
from views.model.model import model
from views.proofs.version import LOSS
from views.text.losses import WHOLE_LOSSES
from views.unroll.captions import bars_story, idle_note, triangle_story
from views.unroll.factor_chain import headline
from views.unroll.terms import counted
from views.unroll.triangle import triangle
from views.unroll.whatif.largest_panel import places
from views.unroll.whatif.truncate import go_to_discarded

CONFIG = Config(T=6, activation="tanh")
VIEW = {"T": 6, "activation": "tanh", "reduction": "last"}


def test_all_tables_know_the_same_reductions():
    tables = (rnn_core.REDUCTIONS, versions.REDUCTIONS, WHOLE_LOSSES, LOSS, OVER)
    for names in tables:
        assert tuple(names) == REDUCTIONS


@pytest.mark.parametrize("t", [3, 6])
def test_unroll_shows_the_last_losss_gradient(t):
    page, back = open_page(**VIEW, t=t), model(CONFIG).back
    assert not page.exception
    assert page.sidebar.radio(key="reduction").value == "last"
    data = component_data(page, "triangle")
    terms, gradient = back.instances("H", 0, 1), last_gradient("H")[0, 1]
    np.testing.assert_array_equal(data["cells"], terms)
    np.testing.assert_allclose(data["row_sums"], terms.sum(axis=1), rtol=1e-14)
    np.testing.assert_array_equal(data["column_sums"], terms[-1])
    assert data["total"] == pytest.approx(gradient, rel=1e-11)
    assert data["idle"] == [True] * 5 + [False]
    assert (data["over"], data["losses"]) == ("last", "the last loss")
    pictures = data, component_data(page, "network")
    said = " ".join(picture["story"]["text"] for picture in pictures)
    assert "J is the last loss alone: only row 6 counts." in said
    assert ("Loss 3 does not count in J" in said) == (t == 3)
    (formula,) = component_data(page, "formulas")["lines"]
    assert (r"\frac{\partial J}" in formula["tex"][0]) == (t == 6)


def last_gradient(name):
    """dJ^(T) by runs forwards, whose early targets are others than the page's."""
    net = model(CONFIG)
    targets = (net.trace.targets + 1) % CONFIG.V
    targets[-1] = net.trace.targets[-1]
    shape = getattr(net.params, name).shape
    numbers = numerical_gradient(
        net.params,
        net.trace.inputs,
        targets,
        name,
        np.nonzero(np.ones(shape)),
        activation="tanh",
        reduction="last",
    )
    return numbers.reshape(shape)


@pytest.mark.parametrize("whatif", WHAT_IFS)
def test_every_panel_opens(whatif):
    page = open_page(**VIEW, whatif=whatif, window=2)
    assert not page.exception
    assert notices_of(page) == []


def test_a_step_goes_down_the_last_loss_and_is_taken_so():
    page, net = open_page(**VIEW, whatif="step", rate=0.25), model(CONFIG)
    data = component_data(page, "response_curves")
    *_, last, whole = data["rows"]
    assert (last["t"], whole["t"], data["total"]) == (6, 0, "last")
    for key in ("base", "actual"):
        assert last[key] == whole[key]
    assert whole["base"] == net.trace.loss[-1]
    squared = sum((last_gradient(name) ** 2).sum() for name in ("H", "L", "U", "h0"))
    assert data["squared"] == pytest.approx(squared, rel=1e-10)
    page.button(key="take_step").click().run()
    assert page.session_state["edits"] == "step_0.25_last"
    stepped = gradient_step(net.params, net.back.gradients(reduction="last"), 0.25)
    taken = model(Config(T=6, activation="tanh", edits="step_0.25_last"))
    np.testing.assert_array_equal(taken.params.H, stepped.H)
    assert taken.trace.loss[-1] - net.trace.loss[-1] == pytest.approx(
        whole["actual"][data["at"]], rel=1e-10
    )


@pytest.mark.parametrize("line", [3, 14, 15, 23, 26])
@pytest.mark.parametrize("show", ["symbols", "numbers"])
def test_derive_has_the_last_losss_lines_and_all_hold(line, show):
    page = open_page(
        page="derive", derivation="full-gradient", line=line, show=show, **VIEW
    )
    assert not page.exception
    assert "J is the last loss alone" in page.markdown[0].value
    data = component_data(page, "derivation")
    assert len(data["lines"]) == 29
    assert all(shown["holds"] for shown in data["lines"])
    goal = data["lines"][line - 1]["goal"] or data["lines"][line - 2]["goal"]
    assert ("J^{(6)}" in re.sub(r"\\htmlData{[^}]*}", "", goal)) == (show == "numbers")
    result = next(array for array in data["arrays"] if array["key"] == "result")
    name = {3: "H", 23: "L", 26: "U"}.get(line)
    if name:
        np.testing.assert_allclose(
            result["values"], last_gradient(name), rtol=1e-9, atol=1e-14
        )


def test_derivations_of_one_loss_stay_as_they_are():
    for slug, plain in DERIVATIONS.items():
        assert (versions.with_reduction(plain, "last") is plain) == (
            slug != "full-gradient"
        )


@pytest.mark.parametrize("route", ["central", "complex", "truncated"])
@pytest.mark.parametrize("window", [0, 2, 6])
def test_check_compares_the_last_losss_gradient(route, window):
    page = open_page(page="check", route=route, window=window, **VIEW)
    assert not page.exception
    said = " ".join(block.value for block in page.markdown)
    assert "the gradient of J = J⁽ᵀ⁾, the last loss alone: " in said
    maps = component_data(page, "heatmaps")["maps"]
    gradients = model(CONFIG).back.gradients(window or None, "last")
    for shown in maps:
        engine = np.reshape(getattr(gradients, shown["matrix"]), (-1, 1))
        np.testing.assert_array_equal(np.ravel(shown["engine"]), engine.ravel())
    if route == "complex" and not window:
        for shown in maps:
            np.testing.assert_allclose(
                np.ravel(shown["complex"]),
                last_gradient(shown["matrix"]).ravel(),
                atol=1e-14,
            )
    if route != "central" and (route == "truncated" or window in (0, 6)):
        assert max(np.max(shown["errors"]) for shown in maps) < 1e-13


def test_jacobians_know_no_losses_but_keep_the_choice():
    last, summed = (
        open_page(page="jacobians", reduction=over) for over in ("last", "sum")
    )
    assert not last.exception
    assert [m.value for m in last.markdown] == [m.value for m in summed.markdown]
    assert last.sidebar.radio(key="reduction").value == "last"


def test_what_is_no_reduction_is_said_and_replaced():
    page = open_page(reduction="final")
    assert not page.exception
    assert any("reduction" in line for line in notices_of(page))
    assert component_data(page, "triangle")["over"] == "sum"


def test_largest_contributions_are_those_that_count():
    net = model(CONFIG)
    for matrix in MATRICES:
        rows = places(net, matrix, "last")["rows"]
        assert {row["go"]["t"] for row in rows} == {6}
        shape = getattr(net.params, matrix).shape
        every = [net.back.instances(matrix, i, j)[-1] for i, j in np.ndindex(shape)]
        most = np.abs(every).max()
        assert abs(rows[0]["value"]) == most
    discarded = go_to_discarded(net, 2, "last")
    late = net.back.delta[-1, :4, :, None] * net.trace.h[:4, None, :]
    assert discarded["go"]["t"] == 6
    assert abs(discarded["value"]) == np.abs(late).max()


@pytest.mark.parametrize("steps", [61, 97, 100])
def test_of_a_long_text_the_last_loss_has_a_row_of_its_own(steps):
    net = model(Config(T=steps, V=20))
    pick = Selection("H", 1, 2, steps, 0)
    data, terms = triangle(net, pick, "last"), net.back.instances("H", 0, 1)
    assert data["rows"][-1] == (steps, steps)
    assert data["idle"] == [True] * (len(data["rows"]) - 1) + [False]
    assert [t for a, b in data["rows"] for t in range(a, b + 1)] == [
        *range(1, steps + 1)
    ]
    assert sum(data["column_sums"]) == pytest.approx(terms[-1].sum(), rel=1e-12)
    edges = [a for a, _ in data["columns"]]
    bins = np.add.reduceat(np.add.reduceat(terms, edges, 0), edges, 1)
    np.testing.assert_array_equal(data["cells"], bins)


@given(views(), st.sampled_from(OVER))
def test_what_is_said_of_losses_that_do_not_count_is_so(drawn, over):
    net, s, window = drawn
    steps = net.trace.steps
    counts = weights(over, steps) > 0
    np.testing.assert_array_equal(counted(net, over), counts)
    idle = not counts[s.t - 1]
    note = idle_note(net, s, over)
    assert bool(note) == idle
    if note:
        assert f"Loss {s.t} does not count in J, which is the last loss alone." in note
    story = triangle_story(net, s, window, over)
    only = re.search(r"J is the last loss alone: only row (\d+) counts\.", story)
    assert (only is not None) == (not counts.all())
    if only:
        assert counts[int(only[1]) - 1]
        assert counts.sum() == 1
    assert ("does not count in J" in bars_story(s, window, not idle)) == idle
    shown = headline(net, s, window, over)
    whole = r"\frac{\partial J}" in shown["lines"][0]["tex"][0]
    assert whole == (not counts.all() and not idle)
    assert ("J, loss" in shown["label"]) == whole


@given(views(), st.sampled_from(OVER))
def test_the_triangles_sums_are_weighted_sums_of_its_terms(drawn, over):
    net, s, window = drawn
    data, steps = triangle(net, s, over, window), net.trace.steps
    w = weights(over, steps)
    terms = {
        (t, k): value * w[t - 1]
        for (t, k), value in by_definition(net, s).items()
        if not data["window"] or t - k <= data["window"]
    }
    size = sum(map(abs, terms.values()))
    for k, shown in enumerate(data["column_sums"]):
        known = sum(value for (_, c), value in terms.items() if c == k)
        assert abs(shown - known) <= 1e-13 * size
    assert abs(data["total"] - sum(terms.values())) <= 1e-13 * size
    assert data["idle"] == (w == 0).tolist()
    assert ("In brackets" in data["rest"]) == (0 in w)
    json.dumps(data)

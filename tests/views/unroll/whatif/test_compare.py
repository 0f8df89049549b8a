"""Tests of two networks side by side: their numbers, their one scale, the address."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params, backward, forward
from tests.views.pages import component_data, jacobians_page, notices_of, open_page
from views.address.settings import Config, Selection
from views.jacobians.horizon import distances
from views.model.compare import (
    COMPARED,
    Difference,
    called,
    first_difference,
    other_network,
    read_difference,
)
from views.model.model import model
from views.model.trainings import weights_at
from views.text.numerals import short
from views.unroll.whatif.compare import compared, in_one_scale, story

PICKED = Selection("H", 1, 2, 3, 0)


def triangles(page):
    return [component_data(page, "triangle", which) for which in (0, 1)]


def told(page):
    said = [part.value for part in page.markdown]
    return next(text for text in said if text.startswith("**Two side by side.**"))


def test_the_other_network_is_run_anew_on_the_same_words():
    page = open_page(whatif="compare", compare="activation=tanh")
    assert not page.exception
    net = model(Config())
    params = Params.random(3, 6, 0, 1.0)
    shown = triangles(page)
    for data, activation in zip(shown, ("sigmoid", "tanh"), strict=True):
        trace = forward(params, net.trace.inputs, net.trace.targets, activation)
        terms = backward(trace).instances("H", 0, 1)
        assert data["cells"] == terms.tolist()
        assert data["total"] == pytest.approx(terms.sum(), rel=1e-14)
        assert f"{short(terms[2].sum())} ({activation})" in told(page)
        assert f"{short(data['total'])} ({activation})" in told(page)
    largest = max(np.abs(data["cells"]).max() for data in shown)
    assert [data["largest"] for data in shown] == [largest, largest]
    edges = [component_data(page, "network", which) for which in (0, 1)]
    assert edges[0]["largest"] == edges[1]["largest"]
    assert edges[0]["words"] == edges[1]["words"]


def test_a_window_of_one_against_all():
    page = open_page(whatif="compare", compare="window=1", T=6, t=6, k=1)
    whole, cut = triangles(page)
    terms = np.array(whole["cells"])
    assert whole["window"] == 0
    assert cut["window"] == 1
    assert cut["total"] == pytest.approx(np.diag(terms).sum(), rel=1e-13)
    assert "(no window)" in told(page)
    assert "(window 1)" in told(page)


def test_what_is_chosen_goes_into_the_address():
    page = open_page(whatif="compare")
    assert page.session_state["compare"] == ""
    page.selectbox(key="_compare_what").set_value("gain").run()
    assert page.session_state["compare"] == "gain=2"
    page.number_input(key="_compare_typed").set_value(0.5).run()
    assert page.query_params["compare"] == "gain=0.5"
    expected = compared(model(Config()), Difference("gain", 0.5))[1]
    assert triangles(page)[1]["total"] == pytest.approx(
        expected.net.back.gradients().H[0, 1], rel=1e-13
    )
    page.selectbox(key="_compare_what").set_value("activation").run()
    page.selectbox(key="_compare_chosen").set_value("relu").run()
    assert page.query_params["compare"] == "activation=relu"
    assert not page.exception


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("seed=<b>", "“<b>” is not a whole number"),
        ("gain=99", "is not from 0.01 to 16"),
        ("text=no", "begins with none of activation"),
        ("=", "begins with none of"),
    ],
)
def test_a_wrong_comparison_is_told_and_something_is_compared(asked, says):
    page = open_page(whatif="compare", compare=asked)
    assert not page.exception
    assert any(says in line for line in notices_of(page))
    assert len(triangles(page)) == 2


def test_one_picture_where_the_other_overflows():
    net = model(Config(activation="tanh", edits="H1.1_1e6", T=100))
    sides = compared(net, Difference("activation", "identity"))
    assert len(sides) == 1
    assert "overflow" in story(sides, PICKED, "sum")


@given(st.text(max_size=60))
def test_no_text_raises(text):
    difference, _ = read_difference(text, Config())
    assert difference.name in COMPARED
    other_network(Config(), difference)


def test_before_and_after_training():
    page = open_page(whatif="compare", compare="at=0", train="steps=60", at=60)
    after, before = triangles(page)
    assert not page.exception
    assert "(after 60 steps of training)" in told(page)
    assert "(untrained)" in told(page)
    plain = model(Config()).back.instances("H", 0, 1)
    assert before["cells"] == plain.tolist()
    trained = model(Config(train="steps=60", at=60))
    assert after["cells"] == trained.back.instances("H", 0, 1).tolist()
    assert after["cells"] != before["cells"]


@pytest.mark.parametrize("name", COMPARED)
@pytest.mark.parametrize("own", [Config(), Config(activation="tanh", gain=3, seed=7)])
def test_every_setting_has_a_first_difference(name, own):
    difference = first_difference(name, own)
    other, window = other_network(own, difference)
    assert (other, window) != (own, 0)
    assert read_difference(str(difference), own) == (difference, "")
    assert called(own, name, 0) != called(other, name, window)


def test_one_scale_is_the_largest():
    pictures = in_one_scale(
        [{"largest": 1.0, "a": 1}, {"largest": 3.0, "a": 2}], "largest"
    )
    assert pictures == [{"largest": 3.0, "a": 1}, {"largest": 3.0, "a": 2}]


def test_norms_of_both_networks_in_one_chart():
    page = jacobians_page(compare="activation=tanh", to=8, s=2)
    (chart,) = [p for p in page.get("plotly_chart") if "norm, tanh" in p.proto.spec]
    other = distances(replace(Config(), activation="tanh"), 100, 8)
    assert repr(float(other.norms[1] / np.log(10)))[:10] in chart.proto.spec
    said = " ".join(part.value for part in page.markdown)
    assert "With tanh the norm at distance 6 is" in said
    page.selectbox(key="_compare_what").set_value("nothing").run()
    assert not [p for p in page.get("plotly_chart") if "norm, tanh" in p.proto.spec]


@pytest.mark.parametrize("where", ["unroll", "jacobians"])
def test_a_network_that_is_trained_to_compare_says_how_far_it_is(monkeypatch, where):
    said, waited = [], []
    monkeypatch.setattr(
        "streamlit.delta_generator.DeltaGenerator.progress",
        lambda _self, _value, text=None: said.append(text),
    )

    def spied(shared, step, heed):
        waited.append(shared.config.activation)
        yield from weights_at(shared, step, heed)

    monkeypatch.setattr("views.shell.training.weights_at", spied)
    seed = {"unroll": 411, "jacobians": 412}[where]
    query = dict(
        compare="activation=tanh", seed=seed, D_h=64, V=200, train="steps=900", at=900
    )
    opened = jacobians_page if where == "jacobians" else open_page
    page = opened(**query, **({"whatif": "compare"} if where == "unroll" else {}))
    assert not page.exception
    assert waited == ["sigmoid", "tanh"]
    assert len(said) >= 2
    assert all(words.startswith("The network is trained anew: step ") for words in said)
    page.run()
    assert waited == ["sigmoid", "tanh"]

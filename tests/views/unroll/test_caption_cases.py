"""Views in which a sentence beside Unroll's pictures would easily be false."""

import numpy as np

from tests.views.unroll.terms import by_definition, view
from views.address.settings import Config, Selection
from views.model.model import model
from views.unroll.bars import bars
from views.unroll.captions import (
    chain_story,
    network_guide,
    triangle_guide,
    triangle_story,
)
from views.unroll.triangle import cancellation, triangle


def test_the_largest_part_need_not_be_the_most():
    net, s = view(
        "D_h=1&V=6&T=9&seed=9861&scale=0.3&activation=relu&gain=3&i=1&j=1&t=6"
    )
    assert "comes from instance 5, its copy in step 6" in network_guide(net, s)


def test_only_terms_that_exist_are_counted():
    net = model(Config(T=12))
    said = triangle_guide(net, Selection("U", 1, 1, 3, 0))
    assert " of the 12 terms make" in said
    read = int(net.trace.inputs[0])
    count = sum(12 - k for k, word in enumerate(net.trace.inputs) if word == read)
    assert f" of the {count} terms make" in triangle_guide(
        net, Selection("L", 1, read + 1, 3, 0)
    )


def test_nothing_is_divided_by_0():
    net = model(Config(D_h=1, V=2, activation="relu", edits="L1.1_-9*L1.2_-9"))
    said = triangle(net, Selection("H", 1, 1, 3, 0))["rest"]
    assert said == "Loss 3: all terms are 0."


def test_signs_are_read_from_the_terms():
    net, s = view(
        "D_h=2&V=8&T=12&seed=475&scale=16&activation=tanh&recurrent=orthogonal&gain=0.1"
        "&i=1&j=1&t=8&k=4"
    )
    terms = by_definition(net, s)
    assert len({v > 0 for (t, _), v in terms.items() if t == 8 and v}) == 2
    assert "same sign" not in triangle(net, s)["rest"]
    assert "hardly cancel" in cancellation(np.array([1.0, -1e-17])).words


def test_a_window_discards_terms_and_does_not_make_them_0():
    net, s = model(Config()), Selection("H", 1, 2, 3, 0)
    said = triangle(net, s, "sum", 1)["rest"]
    assert said.startswith("Loss 3: there is only one kept term, ")
    assert "what is kept of that loss’s gradient" in triangle_story(net, s, 1)
    assert "the sum of those kept" in bars(net, s, 1)["label"]


def test_u_is_never_truncated():
    net, s = model(Config()), Selection("U", 1, 2, 3, 2)
    assert triangle(net, s, "sum", 1) == triangle(net, s)
    assert bars(net, s, 1) == bars(net, s)


def test_loss_3_never_uses_instance_0_of_u():
    said = chain_story(model(Config()), Selection("U", 1, 1, 3, 0))
    assert "Loss 3 never uses U₁₁⁽⁰⁾" in said
    assert "at once" not in said

"""The beginning of the first page: its equations hold for the numbers it shows."""

import math
import re

import pytest
from hypothesis import given

from tests.views.pages import open_page
from tests.views.settings import views
from views.unroll.opening import equations

VALUE = re.compile(r"\\htmlData\{value=([^,}]*)")


def values(equation):
    return [float(text) for text in VALUE.findall(equation["numbers"])]


SIGMA = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)) if z > -700 else 0.0,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "identity": lambda z: z,
}


@given(views())
def test_the_numbers_of_each_equation_fulfil_it(drawn):
    net, s, _ = drawn
    z, h, guess, loss = map(values, equations(net, s)["equations"])
    unit = (s.j if s.matrix == "U" else s.i) - 1
    p, trace, step = net.params, net.trace, s.t - 1
    before = trace.h[step]
    recurrent = math.fsum(a * b for a, b in zip(p.H[unit], before, strict=True))
    assert z[0] == pytest.approx(recurrent, rel=1e-9, abs=1e-9)
    assert z[1] == p.L[unit, trace.inputs[step]]
    assert z[2] == z[0] + z[1] == h[0]
    activation = SIGMA[trace.activation]
    assert h[1] == pytest.approx(activation(h[0]), rel=1e-9, abs=1e-9)
    logits = p.U @ trace.h[s.t]
    target = trace.targets[step]
    assert guess[0] == pytest.approx(logits[target], rel=1e-9, abs=1e-9)
    above = [o - logits[target] for o in logits]
    most = max(above)
    surprise = most + math.log(math.fsum(math.exp(o - most) for o in above))
    assert guess[1] == pytest.approx(math.exp(-surprise), rel=1e-6, abs=1e-290)
    assert loss[0] == (guess[0] if guess[1] in (0, 1) else guess[1])
    assert loss[1] == pytest.approx(surprise, rel=1e-6, abs=1e-9)


def test_steppers_are_folded_and_still_bound():
    page = open_page(i=2, t=3)
    folded = next(box for box in page.expander if box.label == "Pick by number")
    assert not folded.proto.expanded
    assert [box.key for box in folded.number_input] == ["i", "j", "t", "k"]
    folded.number_input[0].set_value(1).run()
    assert page.session_state["i"] == 1
    assert not page.exception


def test_the_first_page_begins_and_a_scene_does_not():
    def drawn(**query):
        parts = open_page(**query).get("bidi_component")
        return {part.proto.component_name for part in parts}

    opening = {"unrolled_opening", "unrolled_equations"}
    assert opening <= drawn()
    assert not opening & drawn(tour="bptt", scene=2)


def test_the_derivation_that_is_explained_is_named_once_and_linked():
    page = open_page(T=5, seed=3)
    (link,) = (x for x in page.get("page_link") if "Kireet" in x.proto.label)
    assert "Problem Set 2, Problem 3" in link.proto.label
    assert "2015" in link.proto.label
    assert link.proto.page == "derive"
    assert "Kireet" not in "".join(part.value for part in page.markdown)

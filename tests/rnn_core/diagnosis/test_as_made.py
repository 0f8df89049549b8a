"""A finding's words say where and with which numbers the mistake was made."""

import ast

import numpy as np
import pytest

from rnn_core import Params, diagnose
from rnn_core.diagnosis.passes import Back, Output, Recipe, evaluate
from rnn_core.diagnosis.passes.network import Net
from tests.rnn_core.diagnosis.asking import asked
from tests.rnn_core.diagnosis.wrong_pass import drawn, wrong


def found(gradients, activation="tanh", seed=5, **meant):
    report = asked(drawn(seed), activation, gradients, **meant)
    for finding in report.findings:
        assert len(finding.parts) == len(finding.mistakes) == len(finding.matrices)
        for part in finding.parts:
            ast.parse(part.code_wrong)
            ast.parse(part.code_right)
    return report.findings[0]


@pytest.mark.parametrize(
    ("name", "factor", "title", "code"),
    [
        ("U", 1 / 5, "Divided by 5 (dU alone)", "dU /= 5"),
        ("L", 2, "Twice what it should be (dL alone)", "dL = 2 * dL"),
        ("L", -1, "The other sign (dL alone)", "dL = -dL"),
        ("h0", 0.5, "Half of what it should be (dh0 alone)", "dh0 = dh0 / 2"),
        ("U", 1 / np.log(2), "The logarithm to base 2 (dU alone)", "dU /= np.log(2)"),
    ],
)
def test_a_factor_of_one_matrix_is_said_of_that_matrix(name, factor, title, code):
    gradients = wrong(drawn(5), "tanh")
    gradients[name] = gradients[name] * factor
    best = found(gradients)
    assert best.title == title
    assert best.code_wrong == code
    assert f"d{name}" in best.code_right
    assert best.matrices == ((name,),)
    assert f"in d{name} alone" in best.did


def test_one_matrix_that_is_set_where_it_is_added_to():
    gradients = wrong(drawn(5), "tanh")
    gradients["U"] = wrong(drawn(5), "tanh", "overwritten-each-step")["U"]
    best = found(gradients)
    assert best.code_wrong == "dU = np.outer(err[s], h[s + 1])"
    assert best.code_right == "dU += np.outer(err[s], h[s + 1])"


def test_a_mistake_of_all_matrices_is_said_as_such():
    best = found(wrong(drawn(5), "tanh", "sign"))
    assert best.title == "The other sign"
    assert best.matrices == (("H", "L", "U", "h0"),)


def test_the_bound_the_window_and_the_number_that_were_found_are_said():
    net = drawn(5)
    assert "w = 2" in found(wrong(net, "tanh", "truncated")).code_wrong
    assert "go back 2 steps" in found(wrong(net, "tanh", "truncated")).did
    fifth = {n: g / 5 for n, g in wrong(net, "tanh").items()}
    assert found(fifth).title == "Divided by 5"
    clipped = {n: np.clip(g, -0.25, 0.25) for n, g in wrong(net, "tanh").items()}
    best = found(clipped)
    assert "±0.25" in best.did
    assert "-0.25, 0.25" in best.code_wrong


@pytest.mark.parametrize("what", ["delta", "carried"])
def test_clipping_on_the_way_back_says_what_and_how_far(what):
    recipe = Recipe(back=Back(form=("clip", what, 0.1)))
    best = found(made(recipe), seed=5)
    assert best.mistakes == ("clipped-each-step",)
    assert "np.clip(delta[s], -0.1, 0.1)" in best.code_wrong or what == "carried"
    assert "±0.1" in best.did


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("diagonal", "err[s] = (yhat[s] - y[s]) * yhat[s] * (1 - yhat[s])"),
        ("target only", "err[s] = -y[s] * (1 - yhat[s])"),
    ],
)
def test_the_line_is_of_the_variant_that_fits(error, code):
    best = found(made(Recipe(output=Output(error=error))))
    assert best.mistakes == ("softmax-diagonal",)
    assert best.code_wrong == code


def test_a_slope_is_that_of_the_activation():
    best = found(wrong(drawn(5), "tanh", "slope-of-input"))
    assert best.code_wrong == "slope[s] = 1 - z[s]**2"
    assert best.code_right == "slope[s] = 1 - h[s + 1]**2"


def test_a_right_line_is_not_said_twice():
    net = drawn(5)
    gradients = wrong(net, "tanh", "back-without-transpose", "own-state")
    best = found(gradients)
    assert len(set(best.code_right.splitlines())) == len(best.code_right.splitlines())


def made(recipe):
    net = drawn(5)
    params = Params(*net[:4])
    arrays = (params.H, params.L, params.U, params.h0)
    words = (np.array(net.x), np.array(net.y))
    return evaluate(recipe, Net(*arrays, *words, "tanh", "sum"), ("H", "L", "U", "h0"))


def test_words_of_a_report_come_from_the_parts():
    net = drawn(5)
    report = diagnose(
        Params(*net[:4]), net.x, net.y, wrong(net, "tanh", "halved"), "tanh"
    )
    best = report.findings[0]
    assert best.title == "; ".join(part.title for part in best.parts)
    assert best.did == " ".join(part.did for part in best.parts)

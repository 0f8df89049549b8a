"""Gradients of a network with biases that is on the screen: taken, computed, judged."""

import io

import numpy as np
import pytest

from rnn_core import backward, forward, load_network
from tests.views.own_networks import arrays, brought, npz, text_file
from views.address.settings import Config
from views.check.brought import read_brought
from views.check.take_network import matlab_source, network_npz, numpy_source
from views.model.brought_network import bring
from views.model.model import model


@pytest.fixture(scope="module", params=["tanh", "relu"])
def shown(request):
    network = bring(
        npz(arrays(seed=21), **text_file(activation=request.param)), "a.npz"
    )
    config = Config(5, 7, 6, text="", activation=request.param, network=network.digest)
    return network, model(config)


def true_gradients(net):
    whole, D = net.back.gradients(), 5
    return {
        "dH": whole.H[:D, :D],
        "dL": whole.L[:D],
        "dU": whole.U[:, :D],
        "dh0": whole.h0[:D],
        "db_h": whole.H[:D, D],
        "db_y": whole.U[:, D],
    }


def test_the_network_is_taken_with_its_biases_apart(shown):
    _, net = shown
    file = dict(np.load(io.BytesIO(network_npz(net))))
    assert file["H"].shape == (5, 5)
    assert file["b_h"].shape == (5,)
    back = load_network({n: a for n, a in file.items() if n != "words"})
    for name in ("H", "L", "U", "h0"):
        np.testing.assert_array_equal(
            getattr(back.params, name), getattr(net.params, name)
        )
    for source in (numpy_source(net, "sum"), matlab_source(net, "sum")):
        assert "+ b_h" in source
        assert "+ b_y" in source
        assert "db_h" in source


@pytest.mark.parametrize("letters", ["own", "karpathy", "d2l"])
def test_gradients_of_biases_have_their_place(shown, letters):
    _, net = shown
    given = true_gradients(net)
    names = {
        "own": {},
        "karpathy": dict(dH="dWhh", dL="dWxh", dU="dWhy", db_h="dbh", db_y="dby"),
        "d2l": dict(dH="dW_hh", dL="dW_xh", dU="dW_hq", db_h="db_h", db_y="db_q"),
    }[letters]
    rows = letters == "d2l"
    text = "\n".join(
        f"{names.get(n, n)} = {(a.T if rows else a).tolist()}" for n, a in given.items()
    )
    found = read_brought(net, text)
    whole = net.back.gradients()
    for name in ("H", "L", "U", "h0"):
        np.testing.assert_array_equal(found.gradients[name], getattr(whole, name))


TORCH = dict(
    dH="weight_hh_l0.grad",
    dL="weight_ih_l0.grad",
    db_h="bias_hh_l0.grad",
    dU="fc.weight.grad",
    db_y="fc.bias.grad",
)
PREFIXED = {own: f"rnn.{called}" for own, called in TORCH.items()}
HEADED = PREFIXED | {"dU": "decoder.weight.grad", "db_y": "decoder.bias.grad"}
SHORT = {"dH": "grad_hh", "dL": "grad_ih", "dU": "grad_fc"}
WILDML = {"dH": "dW", "dL": "dU", "dU": "dV"}


SOME = [["dH"], ["dL", "db_h"], ["dH", "dU", "db_y"]]


@pytest.mark.parametrize(
    ("called", "parts"),
    [(TORCH, SOME), (HEADED, SOME), (SHORT, [["dH"], ["dU"]]), (WILDML, [])],
)
def test_any_of_the_gradients_have_their_place_in_these_letters(shown, called, parts):
    _, net = shown
    given, whole, D = true_gradients(net), net.back.gradients(), 5
    for some in (*parts, [*called]):
        found = read_brought(
            net, "\n".join(f"{called[name]} = {given[name].tolist()}" for name in some)
        )
        matrices = {*some}
        for name, bias in (("H", "b_h"), ("U", "b_y")):
            expected = getattr(whole, name).copy()
            asked = {f"d{name}", f"d{bias}"} & matrices
            assert (name in found.gradients) == bool(asked)
            expected[: given[f"d{name}"].shape[0], :D] *= (
                1 if f"d{name}" in asked else np.nan
            )
            expected[: given[f"d{name}"].shape[0], D] *= (
                1 if f"d{bias}" in asked else np.nan
            )
            if asked:
                np.testing.assert_array_equal(found.gradients[name], expected)
        assert ("L" in found.gradients) == ("dL" in matrices)
        if "dL" in matrices:
            np.testing.assert_array_equal(found.gradients["L"], whole.L)


def test_a_matrix_or_a_bias_without_a_name_is_told_by_its_shape(shown):
    _, net = shown
    given, whole = true_gradients(net), net.back.gradients()
    for name in ("dH", "dL", "dU", "db_y"):
        found = read_brought(net, str(given[name].tolist()))
        part = {"db_y": "U"}.get(name, name[1:])
        seen = np.isfinite(found.gradients[part])
        np.testing.assert_array_equal(
            found.gradients[part][seen], getattr(whole, part)[seen]
        )
        assert seen.sum() >= given[name].size


def test_shapes_that_are_none_of_the_weights_are_said_in_words(shown):
    _, net = shown
    with pytest.raises(ValueError, match="has shape"):
        read_brought(net, f"rnn.weight_hh_l0.grad = {np.ones((4, 4)).tolist()}")


def test_the_page_says_that_they_are_right_and_which_bias_is_not():
    held = arrays(seed=22)
    page = brought(npz(held, **text_file(activation="tanh")), T=6)
    page.switch_page("views/check/page.py").run()
    config = Config(
        5, 7, 6, text="", activation="tanh", network=page.session_state["network"]
    )
    given = true_gradients(model(config))
    trace = model(config).trace
    assert np.array_equal(
        backward(forward(trace.params, trace.inputs, trace.targets, "tanh")).delta,
        model(config).back.delta,
    )
    for wrong, words in (
        (False, "**Your gradient of H, b_h, L, U, b_y and h⁽⁰⁾ is right"),
        (
            True,
            "**Your gradient of b_h is wrong; that of H, L, U, b_y and h⁽⁰⁾ is right",
        ),
    ):
        if wrong:
            given["db_h"] = 2 * given["db_h"]
        text = "\n".join(f"{name} = {a.tolist()}" for name, a in given.items())
        page.text_area(key="gradient").set_value(text).run()
        assert not page.exception
        told = "\n".join(part.value for part in (*page.main.markdown, *page.main.text))
        assert words in told, told

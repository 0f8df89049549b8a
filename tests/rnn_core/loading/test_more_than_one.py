"""Tests of networks of several layers, directions, gates and sequences.

Each is run by a loop of the test's own, in PyTorch's or cs231n's letters.
"""

import re

import numpy as np
import pytest

from rnn_core import forward, load_network
from rnn_core.loading import MoreThanOne
from tests.rnn_core.loading.files import as_npz, as_safetensors
from tests.rnn_core.loading.letters import INPUTS, TARGETS, WRITTEN, D, V, loss_of
from tests.rnn_core.networks import assert_close, refuses

DRAW = np.random.default_rng(3)


def layer(number, reads, way=""):
    name = f"_l{number}{way}"
    shapes = {"weight_ih": (D, reads), "weight_hh": (D, D), "bias_ih": D, "bias_hh": D}
    return {f"rnn.{n}{name}": DRAW.normal(size=s) for n, s in shapes.items()}


def head(reads):
    return {
        "fc.weight": DRAW.normal(size=(V, reads)),
        "fc.bias": DRAW.normal(size=V),
        "inputs": np.array(INPUTS),
        "targets": np.array(TARGETS),
    }


DEEP = {**layer(0, V), **layer(1, D), **layer(2, D), **head(D)}
BOTH = {**layer(0, V), **layer(0, V, "_reverse"), **head(2 * D)}
DEEP_BOTH = {**layer(0, V), **layer(0, V, "_reverse"), **head(2 * D)}
DEEP_BOTH |= {**layer(1, 2 * D), **layer(1, 2 * D, "_reverse")}


def first_losses(a, h=None):
    """Of the first layer, forwards, under the head's first columns."""
    h, out = np.zeros(D) if h is None else h, []
    for x, y in zip(INPUTS, TARGETS, strict=True):
        z = a["rnn.weight_ih_l0"][:, x] + a["rnn.bias_ih_l0"] + a["rnn.bias_hh_l0"]
        h = np.tanh(z + a["rnn.weight_hh_l0"] @ h)
        out.append(loss_of(a["fc.weight"][:, :D] @ h + a["fc.bias"], y))
    return np.array(out)


def losses(loaded):
    return forward(loaded.params, loaded.inputs, loaded.targets, "tanh").loss


def said(loaded, *words):
    return any(all(word in note for word in words) for note in loaded.notes)


@pytest.mark.parametrize("saved", [dict, as_npz, as_safetensors])
@pytest.mark.parametrize(
    ("arrays", "states", "words"),
    [
        (DEEP, 3, ["3 layers", "weight_ih_l1"]),
        (BOTH, 2, ["two directions", "weight_ih_l0_reverse"]),
        (DEEP_BOTH, 4, ["2 layers in two directions", "weight_ih_l0_reverse"]),
    ],
)
def test_the_first_layer_is_offered_and_taken(arrays, states, words, saved):
    source = saved(arrays)
    with pytest.raises(MoreThanOne) as caught:
        load_network(source)
    message = str(caught.value)
    assert [w for w in [*words, 'take="first"'] if w not in message] == []
    assert message == f'{caught.value.found}; take="first" reads {caught.value.first}'
    loaded = load_network(source, take="first")
    assert_close(losses(loaded), first_losses(arrays), 1e-13)
    assert said(loaded, words[0], "Only the", "another network", "Not read")
    assert said(loaded, "“fc.weight”", "columns") == (states != 3)
    assert re.fullmatch(r"Only the .* is read: this is another .*file's\.", loaded.part)
    start = DRAW.normal(size=(states, 1, D))
    loaded = load_network(saved({**arrays, "h0": start}), take="first")
    assert_close(losses(loaded), first_losses(arrays, start[0, 0]), 1e-13)


def test_gradients_of_all_of_it_are_left_out():
    grads = {f"{name}.grad": array for name, array in DEEP.items() if "." in name}
    loaded = load_network({**DEEP, **grads}, take="first")
    assert loaded.gradients is None
    assert said(loaded, "“rnn.weight_ih_l0.grad”", "left out")
    assert not said(loaded, "Not used")
    whole = WRITTEN["PyTorch"](0)[0]
    grads = {f"{n}.grad": a for n, a in whole.items() if n.startswith("net")}
    loaded = load_network({**whole, **grads}, take="first")
    assert set(loaded.gradients) == {"H", "L", "U"}, "there is no more than one here"


LSTM = {"rnn.weight_ih_l0": np.ones((4 * D, V))}
LSTM |= {"rnn.weight_hh_l0": np.ones((4 * D, D))}
GATED = {
    "nn.LSTM": (LSTM, "an LSTM"),
    "of two layers": (
        {**LSTM, "rnn.weight_ih_l1": np.ones((4 * D, D))},
        "an LSTM",
    ),
    "nn.GRUCell": ({n[4:-3]: a[:12] for n, a in LSTM.items()}, "a GRU"),
    "cs231n": (
        {"Wx": np.ones((V, 4 * D)), "Wh": np.ones((D, 4 * D)), "W_vocab": np.eye(D, V)},
        "an LSTM",
    ),
    "deeplearning.ai": (
        {f"W{g}": np.ones((D, D + V)) for g in "ficoy"} | {"by": np.ones(V)},
        "an LSTM",
    ),
    "d2l": (
        {f"W_{a}{g}": np.eye(D) for a in "xh" for g in "zrh"} | {"W_hq": np.eye(D)},
        "a GRU",
    ),
}


@pytest.mark.parametrize("take", [None, "first"])
@pytest.mark.parametrize("name", GATED)
def test_gates_are_called_what_they_are_and_nothing_is_offered(name, take):
    arrays, what = GATED[name]
    with pytest.raises(ValueError, match=f"{what}.*plain recurrent one") as caught:
        load_network(arrays, take=take)
    assert not isinstance(caught.value, MoreThanOne)


OTHER = [[1, 1, 2, 4, 0], [5, 0, 0, 2, 3]]
IDS, NEXT = np.array([INPUTS, *OTHER]), np.array([TARGETS, *OTHER])
HOT = np.eye(V)[IDS]


def cs231n(**more):
    """Its weights, an h0 of each sequence, and the losses of the first."""
    arrays, right = WRITTEN["cs231n"](0)
    rest = DRAW.normal(size=(2, D))
    arrays["h0"] = np.concatenate([arrays["h0"], rest])
    return {**arrays, **more}, np.array(right)


@pytest.mark.parametrize(
    ("x", "y", "axis"),
    [
        (IDS, NEXT, "rows"),
        (IDS, NEXT.ravel(), "rows"),
        (IDS.T, NEXT.T, "columns"),
        (IDS[:, :, None], NEXT[:, :, None], "rows"),
        (HOT, NEXT, "rows"),
        (HOT.transpose(1, 0, 2), NEXT.T, "columns"),
        (HOT.transpose(2, 0, 1), NEXT, "rows"),
    ],
    ids=["ids", "flat targets", "time first", "thick", "hot", "hot, time", "hot, V"],
)
def test_the_first_sequence_of_a_batch_is_offered_and_taken(x, y, axis):
    arrays, right = cs231n(inputs=x, targets=y)
    words = ["“inputs”", "“targets”", "“h0”", "batch", "one sequence", 'take="first"']
    refuses(MoreThanOne, words, load_network, arrays)
    loaded = load_network(as_npz(arrays), take="first")
    assert loaded.inputs.tolist() == INPUTS
    assert_close(losses(loaded), right, 1e-13)
    assert said(loaded, "batch", "first sequence", axis)
    assert loaded.part == "Only the first sequence of the file's batch is read."


def test_rows_are_sequences_where_nothing_tells():
    arrays, right = WRITTEN["cs231n"](0)
    loaded = load_network({**arrays, "inputs": IDS, "targets": NEXT}, take="first")
    assert_close(losses(loaded), np.array(right), 1e-13)
    assert said(loaded, "rows of ids are taken as sequences")
    columns = np.stack([arrays["h0"][0], np.ones(D)], axis=1)
    loaded = load_network({**arrays, "h0": columns}, take="first")
    np.testing.assert_array_equal(loaded.params.h0[:D], arrays["h0"][0])


def test_gradients_of_a_batch_are_left_out():
    arrays, _ = cs231n(inputs=IDS, targets=NEXT)
    arrays["dWh"] = arrays["Wh"]
    loaded = load_network(arrays, take="first")
    assert loaded.gradients is None
    assert said(loaded, "“dWh” is left out")


def test_one_sequence_is_no_batch():
    arrays, _ = WRITTEN["cs231n"](0)
    for x in (INPUTS, [INPUTS], np.eye(V)[INPUTS], np.eye(V)[INPUTS].T):
        plain = load_network({**arrays, "inputs": x})
        taken = load_network({**arrays, "inputs": x}, take="first")
        assert plain.inputs.tolist() == taken.inputs.tolist() == INPUTS
        assert plain.notes == taken.notes
        assert plain.part == taken.part == ""


def test_only_the_first_can_be_taken():
    refuses(ValueError, ["take is 'last'", '"first"'], load_network, DEEP, take="last")

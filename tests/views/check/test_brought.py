"""Tests of what visitors bring: for which network it is taken, and refusals."""

import io
import json

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config
from views.check.brought import read_brought
from views.check.take_network import matlab_source, network_npz, numpy_source
from views.model.model import model

CONFIG = Config(D_h=4, T=6, activation="tanh")
NET = model(CONFIG)
TRUE = hand_written(CONFIG)


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def same(brought, names):
    assert set(brought.gradients) == set(names)
    for name in names:
        np.testing.assert_array_equal(brought.gradients[name], TRUE[name])


def test_pasted_gradients_are_of_the_network_on_the_screen():
    brought = read_brought(NET, pasted(TRUE))
    same(brought, TRUE)
    assert not brought.own
    assert brought.activation == "tanh"
    assert not brought.notes


@pytest.mark.parametrize(
    "letters",
    [
        {"H": "dWhh", "L": "dWxh", "U": "dWhy"},
        {"H": "dWaa", "L": "dWax", "U": "dWya"},
        {"H": "Whh", "L": "Wxh", "U": "Why"},
        {"H": "dW_hh", "L": "dW_xh", "U": "dW_hy", "h0": "dh0"},
        {"H": "dW_aa", "L": "dW_ax", "U": "dW_ya", "h0": "da0"},
        {"H": "grad_hh", "L": "grad_ih", "U": "grad_fc", "h0": "grad_h0"},
        {"H": "weight_hh_l0.grad", "L": "weight_ih_l0.grad", "U": "fc.weight.grad"},
    ],
)
def test_letters_of_others(letters):
    text = "\n".join(
        f"{said} = {TRUE[name].tolist()}" for name, said in letters.items()
    )
    brought = read_brought(NET, text)
    same(brought, letters)
    assert brought.notes


def test_a_matrix_without_a_name_is_known_by_its_shape():
    same(read_brought(NET, str(TRUE["L"].tolist())), ["L"])
    same(read_brought(NET, "\n".join(map(str, TRUE["h0"].tolist()))), ["h0"])
    square = model(Config(D_h=6, T=6))
    with pytest.raises(ValueError, match="H or L or U"):
        read_brought(square, str(np.eye(6).tolist()))


def test_what_was_printed_is_known_to_its_places():
    brought = read_brought(NET, pasted(TRUE, digits=4))
    for name, half_unit in brought.digits.items():
        np.testing.assert_allclose(half_unit, 0.5e-4)
        assert (np.abs(brought.gradients[name] - TRUE[name]) <= 0.51e-4).all()
    assert not read_brought(NET, pasted(TRUE)).digits


def test_row_vectors_are_turned_with_their_places():
    text = f"dWx = {TRUE['L'].T.round(5).tolist()}\ndW_vocab = {TRUE['U'].T.tolist()}"
    brought = read_brought(NET, text)
    assert brought.gradients["L"].shape == NET.params.L.shape
    assert brought.digits["L"].shape == NET.params.L.shape


def test_a_file_of_gradients_and_a_text_go_together():
    data = npz(dH=TRUE["H"], dL=TRUE["L"])
    same(read_brought(NET, "", data, "mine.npz"), ["H", "L"])
    same(read_brought(NET, pasted(TRUE, ["U"]), data, "mine.npz"), ["H", "L", "U"])
    single = io.BytesIO()
    np.save(single, TRUE["L"])
    same(read_brought(NET, "", single.getvalue(), "l.npy"), ["L"])
    text = json.dumps({"gradients": {n: TRUE[n].tolist() for n in "HLU"}}).encode()
    same(read_brought(NET, "", text, "mine.json"), "HLU")
    table = "\n".join(";".join(map(repr, row)) for row in TRUE["L"].tolist()).encode()
    same(read_brought(NET, "", table, "l.csv"), ["L"])


def test_what_was_taken_comes_back_with_gradients_as_a_network_of_its_own():
    brought = read_brought(NET, pasted(TRUE), network_npz(NET), "unrolled-network.npz")
    same(brought, TRUE)
    assert brought.own
    np.testing.assert_array_equal(brought.params.H, NET.params.H)
    np.testing.assert_array_equal(brought.inputs, NET.trace.inputs)
    assert brought.activation == "tanh"
    assert brought.words == tuple(NET.word(n) for n in range(6))


def test_the_source_text_runs_and_prints_what_is_read():
    source = numpy_source(NET, "sum")
    assert len(source.splitlines()) <= 12
    out = []
    scope = {f"d{name}": array for name, array in TRUE.items()}
    exec(
        source, {**scope, "print": lambda *parts: out.append(" ".join(map(str, parts)))}
    )
    same(read_brought(NET, "\n".join(out)), TRUE)


def test_the_script_for_matlab_is_the_network():
    text = matlab_source(NET, "sum") + pasted(TRUE)
    brought = read_brought(NET, text)
    assert brought.own
    np.testing.assert_array_equal(brought.params.L, NET.params.L)
    np.testing.assert_array_equal(brought.targets, NET.trace.targets)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os\nos.system('x')", "never code"),
        ("[[1, 2], [3, 4]]", "The matrix is 2 × 2; H is 4 × 4"),
        ("dH = [[1, nan], [1, 2]]", "nan"),
        ("dH = [[0.1 ... 0.2]]", "threshold"),
        ("loss = 3", "loss"),
        ("dH = [[1, 2], [3, 4], [5]]", "row 3 has 1 entry"),
    ],
)
def test_refusals(text, said):
    with pytest.raises(ValueError, match=r".") as refusal:
        read_brought(NET, text)
    assert said in str(refusal.value)


def test_a_network_alone_is_told_what_it_lacks():
    with pytest.raises(ValueError, match="no gradient"):
        read_brought(NET, "", network_npz(NET), "unrolled-network.npz")


def test_a_transposed_matrix_is_said_to_be_one():
    wide = model(Config(D_h=4, V=5, T=6))
    with pytest.raises(ValueError, match="Transposed it would fit L"):
        read_brought(wide, f"{np.ones((5, 4)).tolist()}\n{np.ones((5, 4)).tolist()}")


def test_a_part_is_not_offered_where_its_gradients_would_be_left_out():
    deep = {f"rnn.weight_hh_l{n}": np.eye(4) for n in (0, 1)}
    with pytest.raises(ValueError, match="it has 2 layers") as caught:
        read_brought(NET, "", npz(**deep), "deep.npz")
    assert "take" not in str(caught.value)

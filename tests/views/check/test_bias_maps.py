"""Tests of a network with biases on Check, and of cells that agree to their digits."""

import io

import numpy as np
import pytest

from tests.views.check.own_passes import hand_written, pasted
from views.address.settings import Config
from views.check.answer_words import basis, verdict, verdict_list
from views.check.brought import read_brought
from views.check.diagnose import likelier
from views.check.given_heatmaps import given_heatmaps
from views.model.model import model

D, V, X, Y = 5, 7, [0, 3, 5, 3, 1], [3, 5, 3, 1, 0]
CONFIG = Config(D_h=6, T=6, activation="tanh")


def min_char_rnn(wrong=""):
    """The archive of somebody's min-char-rnn with biases: weights and gradients."""
    rng = np.random.default_rng(3)
    shapes = {"Whh": (D, D), "Wxh": (D, V), "Why": (V, D), "bh": D, "by": V}
    net = {name: rng.normal(size=size) * 0.7 for name, size in shapes.items()}
    net["hprev"] = rng.normal(size=D)
    h, grads = [net["hprev"]], {f"d{n}": np.zeros_like(a) for n, a in net.items()}
    for x in X:
        h.append(np.tanh(net["Whh"] @ h[-1] + net["Wxh"][:, x] + net["bh"]))
    ahead = np.zeros(D)
    for t in reversed(range(len(X))):
        p = np.exp(net["Why"] @ h[t + 1] + net["by"])
        p /= p.sum()
        p[Y[t]] -= 1
        dz = (net["Why"].T @ p + ahead) * (1 - h[t + 1] ** 2)
        grads["dWhh"] += np.outer(dz, h[t + 1] if wrong == "Whh" else h[t])
        grads["dWxh"][:, X[t]] += dz
        grads["dWhy"] += np.outer(p, h[t + 1])
        grads["dbh"] += dz
        grads["dby"] += p
        ahead = net["Whh"].T @ dz
    grads["dhprev"] = ahead
    if wrong == "by":
        grads["dby"] = grads["dby"] * 1.3 + 0.1
    file = io.BytesIO()
    np.savez(file, **net, **grads, inputs=np.array(X), targets=np.array(Y))
    return file.getvalue(), grads


def answer(wrong=""):
    data, grads = min_char_rnn(wrong)
    brought = read_brought(model(Config()), "", data, "mine.npz")
    return likelier(brought, "sum", 0), grads


@pytest.mark.parametrize("wrong", ["", "Whh", "by"])
def test_biases_have_maps_of_their_own_and_the_real_units_are_counted(wrong):
    found, grads = answer(wrong)
    assert "D_h = 5" in basis(found)
    assert "with biases b_h and b_y" in basis(found)
    assert not any("number 6" in note for note in found.brought.notes)
    maps = {part["matrix"]: part for part in given_heatmaps(found)["maps"]}
    assert list(maps) == ["H", "b_h", "L", "U", "b_y", "h0"]
    assert maps["H"]["size"] == "5 × 5"
    assert maps["b_y"]["size"] == "7"
    np.testing.assert_array_equal(maps["H"]["given"], grads["dWhh"])
    np.testing.assert_array_equal(np.ravel(maps["b_y"]["given"]), grads["dby"])
    off = {"": set(), "Whh": {"H"}, "by": {"b_y"}}[wrong]
    assert {name for name, part in maps.items() if "✗" in part["title"]} == off
    assert {n for n, part in maps.items() if np.any(part["errors"])} == off
    outlined = given_heatmaps(found)["worst"]
    assert (outlined and outlined["matrix"]) == (next(iter(off)) if off else None)
    listed = verdict_list(found).splitlines()
    assert [line for line in listed if "✗" in line] == [
        line for line in listed if any(line.startswith(f"- {name} ") for name in off)
    ]
    if wrong == "by":
        assert "∂J/∂(b_y)" in verdict_list(found)
        assert "gradient of b_y is wrong" in verdict(found)
    if wrong == "Whh":
        assert "gradient of H is wrong" in verdict(found)


def test_cells_that_agree_to_their_digits_are_equal_and_stretch_no_shade():
    gradients = hand_written(CONFIG)
    read = model(CONFIG).trace.inputs
    L = gradients["L"].copy()
    L[0, read[0]] += 0.01
    L[1, read[0]] += 1e-4
    rounding = 1 + 1e-15 * np.random.default_rng(0).normal(size=L.shape)
    text = pasted({**gradients, "L": L * rounding})
    found = likelier(read_brought(model(CONFIG), text), "sum", 0)
    data = given_heatmaps(found)
    (errors,) = (p["errors"] for p in data["maps"] if p["matrix"] == "L")
    assert np.count_nonzero(errors) == 2
    assert data["scale"][0] >= -6


def test_printed_digits_are_what_cells_agree_to():
    gradients = {name: array.copy() for name, array in hand_written(CONFIG).items()}
    gradients["H"][2, 3] += 0.05
    found = likelier(read_brought(model(CONFIG), pasted(gradients, digits=4)), "sum", 0)
    (errors,) = (p["errors"] for p in given_heatmaps(found)["maps"][:1])
    assert np.argwhere(errors).tolist() == [[2, 3]]

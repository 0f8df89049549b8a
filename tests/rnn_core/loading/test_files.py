"""Tests that files of every format hold what was saved in them."""

import builtins
import io
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from rnn_core import Params, load_gradient, load_network
from rnn_core.loading.limits import LARGEST_FILE
from tests.rnn_core.loading.files import (
    FORMATS,
    as_csv,
    as_json,
    as_npy,
    as_npz,
    as_safetensors,
)
from tests.rnn_core.networks import refuses

PARAMS = Params.random(4, 6, 3)
WEIGHTS = {name: getattr(PARAMS, name) for name in ("H", "L", "U", "h0")}
GRADIENTS = {f"d{name}": array * 2 for name, array in WEIGHTS.items()}
IDS = {"inputs": np.array([0, 3, 5]), "targets": np.array([3, 5, 1])}


def same(loaded):
    for name, array in WEIGHTS.items():
        np.testing.assert_array_equal(getattr(loaded.params, name), array)
        np.testing.assert_array_equal(loaded.gradients[name], array * 2)
    assert loaded.inputs.tolist() == [0, 3, 5]
    assert loaded.targets.tolist() == [3, 5, 1]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_was_saved(name, tmp_path):
    data = FORMATS[name]({**WEIGHTS, **GRADIENTS, **IDS})
    same(load_network(data))
    same(load_network(bytearray(data)))
    path = tmp_path / "network.bin"
    path.write_bytes(data)
    same(load_network(path))
    same(load_network(str(path)))


def test_json_may_have_groups():
    grads = {name: array * 2 for name, array in WEIGHTS.items()}
    grouped = {"params": WEIGHTS, "gradients": grads, **IDS}
    same(load_network(as_json(grouped)))
    same(load_network(grouped))
    same(load_network(as_json({"model": grouped})))
    marked = b"\xef\xbb\xbf" + as_json(grouped)
    same(load_network(marked))


@pytest.mark.parametrize("kind", ["<f8", ">f8", "<f4", "<f2", "<i4", "|u1", ">i2"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_may_be_of_any_kind_and_order(kind, order):
    array = np.asarray(np.arange(12).reshape(3, 4), dtype=kind, order=order)
    H, U = np.eye(3), np.ones((4, 3))
    loaded = load_network(as_npz({"H": H, "L": array, "U": U, "dL": array}))
    np.testing.assert_array_equal(loaded.params.L, np.arange(12).reshape(3, 4))
    given = loaded.gradients["L"].dtype
    assert given == (np.dtype(kind).newbyteorder("=") if kind[1] == "f" else float)


@pytest.mark.parametrize("name", ["H", "L", "U", "h0"])
def test_one_matrix_is_the_gradient_whose_shape_it_has(name):
    array = WEIGHTS[name]
    sources = [as_npy(array), as_json(array.tolist())]
    if array.ndim == 2:
        separators = [",", ";", "\t", " "]
        sources += [as_csv(array, separator) for separator in separators]
        sources += [as_csv(array, ";").replace(b".", b",")]
    for source in sources:
        ((found, gradient),) = load_gradient(source, PARAMS).items()
        assert found == name
        np.testing.assert_array_equal(gradient, array)


def test_a_matrix_that_fits_two_weights_is_asked_about():
    params = Params.random(4, 4, 0)
    data = as_npy(np.eye(4))
    refuses(ValueError, ["(4, 4)", "H, L and U"], load_gradient, data, params)
    assert set(load_gradient(data, params, "L")) == {"L"}
    refuses(ValueError, ["matrix"], load_gradient, data, params, "V")


def test_one_matrix_of_another_shape_is_refused_with_both():
    turned = as_npy(np.ones((6, 5)))
    words = ["(6, 5)", "L (4, 6)", "U (6, 4)"]
    refuses(ValueError, words, load_gradient, turned, PARAMS)
    turned = as_csv(WEIGHTS["L"].T)
    words = ["(6, 4)", "wanted is that of L (4, 6)", "transposed it would fit L"]
    refuses(ValueError, words, load_gradient, turned, PARAMS, "L")
    refuses(ValueError, ["load_network"], load_gradient, as_npz(WEIGHTS), PARAMS)
    refuses(ValueError, ["load_gradient"], load_network, as_npy(np.eye(3)))


def test_only_the_file_itself_is_read(tmp_path, monkeypatch):
    path = tmp_path / "network.npz"
    path.write_bytes(as_npz(WEIGHTS))
    opened, plain = [], builtins.open

    def watch(name, *arguments, **options):
        opened.append((name, *arguments))
        return plain(name, *arguments, **options)

    monkeypatch.setattr(builtins, "open", watch)
    load_network(path)
    assert opened == [(str(path), "rb")]


def test_safetensors_is_imported_only_for_its_files(monkeypatch):
    look = "import sys, rnn_core; print('safetensors' in sys.modules)"
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-c", look], cwd=root, capture_output=True, text=True
    )
    assert run.stdout == "False\n"
    data = as_safetensors(WEIGHTS)
    monkeypatch.setitem(sys.modules, "safetensors.numpy", None)
    refuses(ValueError, ["pip install safetensors"], load_network, data)


def test_the_largest_network_with_its_gradients_fits_and_is_read_fast():
    draw = np.random.default_rng(0)
    shapes = {"Whh": (256, 256), "Wxh": (256, 10_000), "Why": (10_000, 256)}
    shapes |= {"bh": (256, 1), "by": (10_000, 1), "hprev": (256, 1)}
    arrays = {name: draw.normal(size=shape) for name, shape in shapes.items()}
    arrays |= {f"d{name}": array for name, array in arrays.items()}
    data = as_npz(arrays | IDS)
    assert len(data) <= LARGEST_FILE
    start = time.process_time()
    loaded = load_network(data)
    assert time.process_time() - start < 5
    assert loaded.params.hidden == 257
    assert loaded.gradients["L"].shape == (257, 10_000)


@pytest.mark.parametrize("name", FORMATS)
def test_an_ordinary_file_is_read_within_a_second(name):
    params = Params.random(100, 2000, 0)
    weights = {part: getattr(params, part) for part in ("H", "L", "U", "h0")}
    data = FORMATS[name](weights | {f"d{n}": array for n, array in weights.items()})
    start = time.process_time()
    loaded = load_network(data)
    assert time.process_time() - start < 1
    np.testing.assert_array_equal(loaded.gradients["U"], params.U)


def test_a_source_is_a_path_bytes_or_a_dict(tmp_path):
    for source in (None, 3, [1.0], io.BytesIO(b"")):
        refuses(TypeError, ["source"], load_network, source)
    with pytest.raises(FileNotFoundError):
        load_network(tmp_path / "none.npz")
    refuses(ValueError, ["activation"], load_network, WEIGHTS, "softplus")

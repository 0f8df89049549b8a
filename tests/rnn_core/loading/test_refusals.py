"""Tests that what cannot be read is refused in words: what it is, what is wanted."""

import io
import pickle
import re
import zipfile

import numpy as np
import pytest

from rnn_core import Params, load_gradient, load_network
from rnn_core.loading import CONVERT_PICKLE, CONVERT_TORCH, limits
from tests.rnn_core.loading.files import as_json, as_npy, as_npz, as_safetensors
from tests.rnn_core.loading.letters import WRITTEN, D, V
from tests.rnn_core.networks import refuses

PLAIN = {"H": np.eye(D), "L": np.ones((D, V)), "U": np.ones((V, D)), "h0": np.zeros(D)}


def torch_file(legacy=False):
    if legacy:
        return pickle.dumps(0x1950A86A20F9469CFC6C, protocol=2) + b"more"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({}))
        archive.writestr("archive/data/0", b"\0" * 8)
    return file.getvalue()


@pytest.mark.parametrize("legacy", [False, True])
def test_a_file_of_pytorch_is_told_how_to_be_converted(legacy):
    words = ["PyTorch", "pickle", "never", CONVERT_TORCH]
    refuses(ValueError, words, load_network, torch_file(legacy))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("content", [{"H": 1}, {}, [1.0], print, np.eye(2)], ids=str)
def test_a_pickle_is_told_how_to_be_converted(content, protocol):
    data = pickle.dumps(content, protocol)
    refuses(ValueError, ["pickle", "never", CONVERT_PICKLE], load_network, data)


def test_what_converts_makes_a_file_that_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.pkl").write_bytes(pickle.dumps(PLAIN))
    exec(CONVERT_PICKLE, {})
    assert load_network(tmp_path / "model.npz").params.hidden == D


KINDS = {
    b"\x89HDF\r\n\x1a\n": "HDF5",
    b"MATLAB 5.0 MAT-file": "MATLAB",
    b"\x1f\x8b\x08\0": "gzip",
    b"\x89PNG\r\n": "PNG",
    b"%PDF-1.7": "PDF",
    b"<!doctype html>": "HTML",
    "{}".encode("utf-16"): "UTF-16",
    b"": "empty",
    b"\x00\x01\x02\x03\x04": "00 01 02 03 04",
    b"H = np.array([[1, 2]])": "no number",
    b"1,2\n3\n": "row",
    b"a,b\n1,2\n": "no number",
}


@pytest.mark.parametrize("data", KINDS, ids=KINDS.values())
def test_a_file_of_another_kind_is_called_what_it_is(data):
    wanted = "" if data == b"" or KINDS[data] in ("no number", "row") else ".npz"
    refuses(ValueError, ["the file", KINDS[data], wanted], load_network, data)


def test_a_file_is_called_by_its_name(tmp_path):
    path = tmp_path / ("a‮b\n" + "n" * 99)
    path.write_bytes(b"%PDF")
    refuses(ValueError, ["a�b�nnn", "… is a PDF"], load_network, path)


def changed(**arrays):
    return {**PLAIN, **arrays}


NOT_FINITE = np.array([[1.0, 2.0], [np.nan, -np.inf]])
WRONG = {
    "nan": (changed(H=NOT_FINITE), ["“H[1, 0]” is nan", "from 0", "1 more"]),
    "infinity": (changed(h0=[0, 1, np.inf, 0]), ["“h0[2]” is inf"]),
    "transposed gradient": (
        changed(dL=np.ones((V, D))),
        ["dL", f"{(V, D)}", f"{(D, V)}", "transposed"],
    ),
    "other gradient": (changed(dU=np.ones((V, 2))), ["dU", f"{(V, 2)}", f"{(V, D)}"]),
    "missing": ({"Whh": np.eye(D), "Why": np.ones((V, D))}, ["lacks L", "Wxh"]),
    "not square": (changed(H=np.ones((D, 2))), ["H", f"{(D, 2)}", "square"]),
    "misfit": (changed(U=np.ones((V + 1, D))), ["fit", f"{(D, V)}", f"{(V + 1, D)}"]),
    "bias": (changed(b_y=np.ones(V - 1)), ["b_y", str(V - 1)]),
    "batch": (changed(h0=np.ones((2, D))), ["h0", "batch", 'take="first"']),
    "several axes": (changed(h0=np.ones((2, 3))), ["h0", "(2, 3)", "a vector"]),
    "complex": (changed(H=np.eye(D) * 1j), ["H", "complex"]),
    "words for numbers": (changed(H=[["a"] * D] * D), ["H", "else than numbers"]),
    "ragged": (changed(H=[[1, 2], [3]]), ["H", "rows", "differ"]),
    "none": (changed(H=None), ["H", "NoneType"]),
    "scalar": (changed(H=3.0), ["H", "()", "matrix"]),
    "empty": (changed(H=np.zeros((0, 0))), ["H", "(0, 0)", "empty"]),
    "twice": ({**PLAIN, "b_h": [1] * D, "bh": [1] * D}, ["“b_h” and “bh”", "same"]),
    "nothing": ({"a": 1, "b": 2}, ["“a” and “b”", "H, L and U", "weight_hh_l0"]),
    "empty dict": ({}, ["nothing", "H, L and U"]),
    "ids from 1": (changed(inputs=[1, V, 2]), [f"inputs[1] is {V}", "count from 1"]),
    "ids below": (changed(inputs=[-1]), ["inputs[0] is -1"]),
    "no whole ids": (changed(targets=[0.5]), ["targets[0]", "0.5", "whole"]),
    "unequal": (changed(inputs=[1], targets=[1, 2]), ["1 inputs", "2 targets"]),
    "many steps": (changed(inputs=[0] * 1001), ["1,001", "1,000"]),
    "words": (changed(words=["a"]), ["words", "1", f"{V}"]),
    "word ids": (changed(char_to_ix={"a": 0, "b": 0}), ["char_to_ix", "ids"]),
    "no words": (changed(words=[1.0] * V), ["words", "no list"]),
    "sigma": (changed(activation="softplus"), ["softplus", "tanh"]),
    "deep": (
        {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": {"j": 1}}}}}}}}}},
        ["8"],
    ),
    "many": ({str(n): 1 for n in range(300)}, ["256"]),
    "long name": ({"n" * 1001: 1}, ["1,001"]),
    "large": (
        {"H": np.eye(257), "L": np.ones((257, 2)), "U": np.ones((2, 257))},
        ["D_h = 257", "256"],
    ),
    "many words": (
        {"H": [[1.0]], "L": np.ones((1, 10_001)), "U": np.ones((10_001, 1))},
        ["|V| = 10,001", "10,000"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_said(name):
    content, words = WRONG[name]
    refuses(ValueError, words, load_network, content)


def torch_changed(**arrays):
    model, _ = WRITTEN["PyTorch"](0)
    return {**model, **{n.replace("__", "."): a for n, a in arrays.items()}}


TORCH = {
    "layers": (torch_changed(net__rnn__weight_ih_l1=np.ones((D, D))), ["layer"]),
    "directions": (torch_changed(rnn__weight_ih_l0_reverse=np.eye(D)), ["direction"]),
    "LSTM": (
        {"l.weight_ih_l0": np.ones((8, 3)), "l.weight_hh_l0": np.ones((8, 2))},
        ["LSTM"],
    ),
    "GRU": (
        {"l.weight_ih_l0": np.ones((6, 3)), "l.weight_hh_l0": np.ones((6, 2))},
        ["GRU"],
    ),
    "two": (torch_changed(other__weight_hh_l0=np.eye(D)), ["two recurrent layers"]),
    "heads": (
        torch_changed(net__out__weight=np.ones((3, D)), net__out__bias=np.ones(3)),
        ["“net.fc.weight” and “net.out.weight”", "only one"],
    ),
    "headless": (
        {"rnn.weight_ih_l0": np.eye(D), "rnn.weight_hh_l0": np.eye(D)},
        ["lacks U"],
    ),
}


@pytest.mark.parametrize("name", TORCH)
def test_other_models_of_pytorch_are_called_what_they_are(name):
    content, words = TORCH[name]
    refuses(ValueError, words, load_network, content)


def test_pickled_members_are_named_and_not_read():
    data = as_npz({**PLAIN, "notes": np.array([{}, print], dtype=object)})
    loaded = load_network(data)
    assert any("notes" in note for note in loaded.notes)
    data = as_npz({**PLAIN, "H": np.array([[None]])})
    refuses(ValueError, ["H", "pickled", "never"], load_network, data)
    refuses(ValueError, ["pickled"], load_network, as_npy(np.array([None])))
    records = np.zeros(2, dtype=[("a", "f8")])
    refuses(ValueError, ["records"], load_network, as_npy(records))


def test_what_is_packed_is_bounded():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("H.npy", "w", force_zip64=True) as member:
            for _ in range(90):
                member.write(bytes(1_000_000))
    assert len(file.getvalue()) < 100_000
    words = ["90,000,000", f"{limits.LARGEST_FILE:,}"]
    refuses(ValueError, words, load_network, file.getvalue())
    many = as_npz({f"a{n}": [1.0] for n in range(300)})
    refuses(ValueError, ["300 members", "256"], load_network, many)
    refuses(ValueError, ["84,300,896"], load_network, bytes(limits.LARGEST_FILE + 1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"H": ' + b"[" * 99 + b"]" * 99 + b"}", ["nest 100 deep"]),
        (b'{"H": ' + b"[" * 200_000, ["100,000"]),
        (b'{"H": [' + b"1," * 5_000_000 + b"1]}", ["5,000,001", "4,200,000"]),
        (b'{"H": 1, "H": 2}', ["H twice"]),
        (b'{"H": [[' + b"9" * 99 + b"]]}", ["99 digits"]),
        (b'{"H": [[1e999]], "L": [[1]], "U": [[1]]}', ["“H[0, 0]” is inf"]),
        (b'{"H": [[NaN]], "L": [[1]], "U": [[1]]}', ["“H[0, 0]” is nan"]),
        (
            b'{"H": [["' + b"a" * 9999 + b'", 1]], "L": 1, "U": 1}',
            ["else than numbers"],
        ),
        (b'{"H": [1, 2', ["line 1"]),
        (b'{"H": "\xff"}', ["UTF-8"]),
        (b'["a"]', ["load_gradient"]),
    ],
)
def test_json_is_bounded(text, words):
    refuses(ValueError, words, load_network, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"1\n" * 10_200, ["10,201 lines", "10,101"]),
        (b"1," * 4_300_000, ["4,300,001", "4,200,000"]),
        (b"1" * 50, ["more than 40 characters"]),
        (b"1,x", ["“x” in line 1, place 2", "no number"]),
        (b"1,2\n3,x\n", ["'x'"]),
        (b"1,2\n3,nan\n", ["[1, 1] is nan"]),
        (b"1+2j", ["no number"]),
        (b" \n", ["no numbers"]),
    ],
)
def test_text_is_bounded(text, words):
    refuses(ValueError, words, load_gradient, text, Params.random(2, 3))


def test_safetensors_are_bounded():
    good = as_safetensors(PLAIN)
    length = int.from_bytes(good[:8], "little")
    header = good[8 : 8 + length].decode()

    def headed(text):
        raw = text.encode()
        return len(raw).to_bytes(8, "little") + raw + good[8 + length :]

    lies = [
        (header.replace(f"[{D},{V}]", "[99999999,99999999]"), "not as large"),
        (header.replace(f"[{D},{V}]", str([9] * 99)), "does not say"),
        (header.replace("F64", "BF16"), "float32"),
        (header.replace('"dtype":"F64",', ""), "does not say"),
        (header.replace("[0,", "[-1,"), "does not say"),
        ("{" + " " * 100_001 + header[1:], "header"),
    ]
    for text, words in lies:
        refuses(ValueError, [words], load_network, headed(text))


def test_every_message_is_plain():
    odd = "‮$x$<b>\n" + "n" * 500
    for content in ({odd: 1}, {**PLAIN, odd: 1, "H": NOT_FINITE}, {f"{odd}.weight": 1}):
        with pytest.raises(ValueError, match=r"^the dict") as why:
            load_network(content)
        assert re.fullmatch(r"[^\n‮]{1,400}", str(why.value))
    loaded = load_network({**PLAIN, odd: 1})
    assert all(note.isprintable() and len(note) < 200 for note in loaded.notes)


def test_arguments_are_checked():
    refuses(TypeError, ["params"], load_gradient, as_npy(np.eye(2)), None)
    params = Params.random(2, 3)
    refuses(ValueError, ["is nan"], load_gradient, as_npy(NOT_FINITE), params)
    refuses(ValueError, [".json"], load_gradient, as_json({"H": [[1]]}), params)

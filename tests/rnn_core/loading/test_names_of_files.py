"""Tests that a file whose ending is another kind's is called what it is."""

import io
import zipfile

import numpy as np
import pytest

from rnn_core import load_network
from tests.rnn_core.loading.files import as_npz
from tests.rnn_core.networks import refuses

PLAIN = {"H": np.eye(2), "L": np.ones((2, 3)), "U": np.ones((3, 2))}


def as_zip(member):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, b"1")
    return file.getvalue()


MISNAMED = {
    "text.npz": (b"hello world\n", "is text, and no .npz file. It has “hello”"),
    "text.json": (b"hello", "is text, and no JSON. It has “hello”"),
    "cut.safetensors": (b'{"H": [[1', "is JSON, and no .safetensors file. It is not"),
    "pictures.json": (as_zip("a.png"), "is a ZIP archive, and no JSON. It is"),
    "pictures.npz": (as_zip("a.png"), "pictures.npz is an archive without arrays"),
    "text.pt": (b"version https://git-lfs\n", "has “version"),
}


@pytest.mark.parametrize("name", MISNAMED)
def test_a_file_with_the_ending_of_another_kind_is_said_to_be_none(name, tmp_path):
    data, words = MISNAMED[name]
    path = tmp_path / name
    path.write_bytes(data)
    refuses(ValueError, [words], load_network, path)
    said = f"the file {words.removeprefix('pictures.npz ')}"
    refuses(ValueError, [said], load_network, data, name=name)


def test_a_file_that_can_be_read_may_have_any_name():
    assert load_network(as_npz(PLAIN), name="mine.json").params.hidden == 2

"""Tests that docs/loading.md names what is read, converted and refused."""

import re
from pathlib import Path

import numpy as np
import pytest

from rnn_core import Params, load_network
from rnn_core.loading import CONVERT_PICKLE, CONVERT_TORCH, limits
from rnn_core.loading.conventions import CONVENTIONS

TEXT = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```python\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.replace("\\|", "¦").splitlines()
    if line.startswith("| ")
]
TABLE = {row[0]: row[1:] for row in ROWS if len(row) == 7}


def test_the_code_runs_as_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    params = Params.random(3, 5)
    weights = {name: getattr(params, name) for name in ("H", "L", "U", "h0")}
    text = {"inputs": [0, 1], "targets": [1, 2], "activation": "tanh"}
    np.savez("mine.npz", **weights, **text)
    made = {}
    exec(CODE[0], made)
    assert made["trace"].steps == 2
    assert capsys.readouterr().out.startswith("The letters are those of this app.")


def test_what_converts_is_what_messages_say():
    """But for the empty line that the formatter wants after imports."""
    said = [code.replace("\n\n", "\n") for code in CODE[1:]]
    assert said == [CONVERT_TORCH, CONVERT_PICKLE]


def test_every_convention_has_a_row_and_no_other():
    titles = {convention.title for convention in CONVENTIONS}
    assert set(TABLE) - {"convention"} == titles


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda c: c.title)
def test_a_row_names_letters_that_are_read(convention):
    *cells, layout = TABLE[convention.title]
    assert layout == ("rows" if convention.rows else "columns")
    parts = [("H",), ("L", "E"), ("U",), ("h0",), ("b_h", "b_y")]
    for cell, known in zip(cells, parts, strict=True):
        for name in re.findall(r"`(\w+)`", cell):
            assert convention.letters[name] in known


@pytest.mark.parametrize(
    "limit",
    [
        limits.LARGEST_FILE,
        limits.LARGEST_HIDDEN,
        limits.LARGEST_VOCAB,
        limits.MOST_STEPS,
        limits.MOST_ENTRIES,
        limits.MOST_VALUES,
        limits.DEEPEST,
    ],
)
def test_limits_are_those_of_the_code(limit):
    cells = [row[1] for row in ROWS if len(row) == 2]
    assert any(re.match(rf"{limit:,}\b", cell) for cell in cells)


def test_the_largest_network_is_what_the_limit_is_made_of():
    units, words = limits.LARGEST_HIDDEN + 1, limits.LARGEST_VOCAB
    numbers = 2 * (units * units + 2 * units * words + units)
    assert numbers == limits.MOST_NUMBERS
    assert limits.LARGEST_FILE == 8 * numbers + 1_000_000


def test_names_of_the_library_exist():
    import rnn_core

    for name in ("constant_unit", "real_units", "with_biases", "for_activation"):
        assert f"`{name}" in TEXT
        assert callable(getattr(rnn_core, name))
    assert load_network({"H": [[1.0]], "L": [[1.0, 1]], "U": [[1.0], [1]]}).params

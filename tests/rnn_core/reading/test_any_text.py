"""Tests that any text is read or refused, in a time linear in its length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_core.reading import read_matrices

PIECES = st.sampled_from(
    [
        *"[ ] ( ) { } , ; : = 1 -2.5 3e-5 nan inf dH array( dtype= np. ' \" *".split(),
        *"1.0e-3 ... … × % # >>> In[1]: − é \x00 \x1d 1,5 Columns_1 e E . + |".split(),
        *(" ", "  ", "\n", "\t", "\n\n", "\r\n", "3×3 M:\n", "  Columns 1 through 2\n"),
        *("2-element V:\n", ",\n dtype=float32)", "In [1]: dH\n", "1.0e-03 *\n"),
    ]
)
UNITS = [
    " ", "\n", "\t", "[", "[]", ",", ";", "a", "a=", "a=1 ", '"', "=", ":", "...", "9",
    "-", "e", "(", "np.", "array(", ",dtype=", ",  ", "Columns 1\n", "1e3*", "1.0000",
    "3×3 x", ">>> a\n", '"1"', "nan ", "#\n", "{", "é", "a = 1\n", "a b ", "ab cde f\n",
    "...\n;", "Columns 1\n1\n", "3×3 M:\n1\n", "1 \n\n", "1.0*", "1, ", "\r", "'",
]  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=200)
def test_nothing_but_a_sentence_is_raised(text):
    try:
        read = read_matrices(text)
    except ValueError as refusal:
        said = str(refusal)
    else:
        said = ""
        _is_sound(read)
    assert len(said) < 800


def _is_sound(read):
    for matrix in read.values():
        assert matrix.values.shape == matrix.half_unit.shape
        assert matrix.values.size
        assert (matrix.half_unit >= 0).all()


@given(st.binary(max_size=200))
def test_nor_from_bytes(data):
    try:
        read_matrices(data)
    except ValueError:
        pass


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit):
    start = time.process_time()
    try:
        read_matrices(unit * (200_000 // len(unit)))
    except ValueError:
        pass
    assert time.process_time() - start < 0.5  # quadratic would be minutes

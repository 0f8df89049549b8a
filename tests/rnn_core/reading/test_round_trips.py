"""Tests that what was printed is read again, within the places that were printed."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.reading import read_matrices

from .printers import (
    julia_print,
    matlab_columns,
    matlab_source,
    printed_right,
    spreadsheet,
    with_minus,
)

ENTRY = st.one_of(
    st.floats(-10, 10), st.floats(-1e-4, 1e-4), st.floats(-1e5, 1e5), st.just(0.0)
)


@st.composite
def matrices(draw, entries=ENTRY):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 20))
    size = rows * columns
    flat = draw(st.lists(entries, min_size=size, max_size=size))
    return np.array(flat).reshape(rows, columns)


def only(text):
    (read,) = read_matrices(text).values()
    return read


@given(
    matrices(),
    st.integers(1, 17),
    st.sampled_from([20, 40, 75, 200]),
    st.booleans(),
    st.sampled_from(["fixed", "unique", "maxprec", "maxprec_equal"]),
    st.sampled_from([np.float64, np.float32]),
)
def test_numpy(matrix, precision, width, suppress, mode, kind):
    array = matrix.astype(kind)
    text = np.array2string(
        array,
        precision=precision,
        max_line_width=width,
        suppress_small=suppress,
        floatmode=mode,
        threshold=10**6,
    )
    read = only(text)
    if suppress and not read.values.any():
        return  # a small number printed as 0. is told from 0 by nobody
    assert printed_right(read, array.astype(float)) or suppress


@given(matrices(), st.sampled_from(["{}", "dH = {}", "{},\n", "(({}))", "H: {}"]))
def test_repr_and_its_tail(matrix, frame):
    with np.printoptions(threshold=10**6):
        assert printed_right(only(frame.format(repr(matrix))), matrix)
        small = matrix.astype(np.float32)
        assert printed_right(only(repr(small)), small.astype(float))


@given(matrices(), st.booleans())
def test_vectors_wrap(matrix, narrow):
    vector = matrix.ravel()
    text = np.array2string(vector, max_line_width=40 if narrow else 75, threshold=10**6)
    assert printed_right(only(text), vector)


@given(matrices())
def test_json_and_python_are_read_to_the_last_bit(matrix):
    text = json.dumps({"H": matrix.tolist(), "more": {"dU": (matrix / 3).tolist()}})
    for pasted in (text, json.dumps(json.loads(text), indent=2), str(json.loads(text))):
        read = read_matrices(pasted)
        np.testing.assert_array_equal(read["H"].values, matrix)
        np.testing.assert_array_equal(read["dU"].values, matrix / 3)


@given(matrices(), st.integers(1, 15), st.integers(3, 9), st.sampled_from([0, -3, 3]))
def test_matlab_prints(matrix, decimals, width, scale):
    text = matlab_columns(matrix, decimals, width, scale)
    read = read_matrices(f"\ndH =\n\n{text}\n\ndU =\n\n{with_minus(text)}")
    assert list(read) == ["dH", "dU"]
    for part in read.values():
        if part.values.any():
            assert printed_right(part, matrix.reshape(part.values.shape))


@given(matrices(), st.integers(2, 17), st.booleans(), st.booleans())
def test_matlab_source(matrix, digits, commas, lines):
    read = only(f"dH = {matlab_source(matrix, digits, commas, lines)};")
    expected = [[float(f"{entry:.{digits}g}") for entry in row] for row in matrix]
    np.testing.assert_array_equal(read.values.ravel(), np.ravel(expected))
    if len(matrix) > 1:
        assert read.values.shape == matrix.shape


@given(matrices(), st.integers(2, 17))
def test_julia(matrix, digits):
    read = only(julia_print(matrix, digits))
    expected = [[float(f"{entry:.{digits}g}") for entry in row] for row in matrix]
    np.testing.assert_array_equal(read.values, expected)


@given(
    matrices(),
    st.integers(1, 12),
    st.sampled_from(["\t", ";", "\t0"]),
    st.booleans(),
)
def test_spreadsheets(matrix, decimals, separator, comma):
    text = spreadsheet(matrix, decimals, separator[0], comma)
    read = only(text)
    rounded = np.array([[float(f"{x:.{decimals}f}") for x in row] for row in matrix])
    if comma and matrix.shape[1] == 1:
        return  # one column of decimal commas is two columns of whole numbers as well
    np.testing.assert_array_equal(read.values, rounded)


@pytest.mark.parametrize("digits", [3, 6, 12])
def test_half_units_are_those_of_the_print(digits):
    matrix = np.array([[0.1, 12.3456789012345], [0.00123456789012345, 0]])
    read = only("\n".join(" ".join(f"{x:.{digits}f}" for x in r) for r in matrix))
    np.testing.assert_allclose(read.half_unit, 0.5 * 10.0**-digits, rtol=1e-12)
    scientific = only("\n".join(" ".join(f"{x:.{digits}e}" for x in r) for r in matrix))
    np.testing.assert_allclose(
        scientific.half_unit[:, 0],
        [0.5 * 10 ** -(digits + 1), 0.5 * 10 ** -(digits + 3)],
    )


def test_seventeen_digits_and_whole_numbers_are_exact():
    assert not only("0.12345678901234567 0.1").half_unit.any()
    assert not only("[1 2; 3 4]").half_unit.any()


def test_a_zero_that_a_print_left_off_is_a_place():
    np.testing.assert_allclose(only("[[0.1, 0.2], [0.123, .3]]").half_unit, 0.5e-3)
    single = np.array2string(np.array([12.345679, 0.1, 0.33333334], np.float32))
    rounding = np.array([12.345679, 0.1, 0.33333334]) * 2.0**-24
    half_unit = only(single).half_unit
    assert (rounding <= half_unit).all()
    assert (half_unit <= 2 * rounding).all()

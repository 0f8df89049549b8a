"""Tests of matrices in LaTeX, and of words before the first matrix."""

import numpy as np
import pytest

from rnn_core.reading import read_matrices

ROWS = [[1.0, -2.5, 3e-4], [4.0, 5.0, 6.0]]


@pytest.mark.parametrize("kind", ["bmatrix", "pmatrix", "matrix", "vmatrix"])
@pytest.mark.parametrize("between", [" ", "\n", "\n  "])
@pytest.mark.parametrize("last", ["", r" \\"])
def test_a_matrix_of_latex(kind, between, last):
    rows = (r" \\" + between).join(" & ".join(map(str, row)) for row in ROWS)
    text = rf"dH = \begin{{{kind}}}{between}{rows}{last}{between}\end{{{kind}}}"
    np.testing.assert_array_equal(read_matrices(text)["dH"].values, ROWS)


def test_other_commands_of_latex_are_refused():
    with pytest.raises(ValueError, match="no number"):
        read_matrices(r"dH = \begin{bmatrix} \frac{1}{2} & 2 \end{bmatrix}")


def test_a_line_of_a_log_before_the_matrices_is_left_out_and_said():
    found = read_matrices(f"epoch 3 loss 2.31\n\ndH = {ROWS}\ndL = {ROWS}")
    assert set(found) == {"dH", "dL"}
    assert found["dH"].notes == ("line 1 of the text is words and was not read",)
    assert not found["dL"].notes


@pytest.mark.parametrize(
    "text", ["solve(A, b)", "epoch 3 loss 2.31", "epoch 3 [1, 2]\ndH = [[1, 2]]"]
)
def test_words_alone_and_words_with_brackets_are_refused(text):
    with pytest.raises(ValueError, match="no number"):
        read_matrices(text)

"""Tests of what people paste: names, headers, prompts, and what is refused in words."""

import numpy as np
import pytest

from rnn_core.reading import LONGEST, read_matrices

TWO = [[0.5, -1.5], [2.0, 3.25]]
PASTES = {
    "": [
        "[[ 0.5  -1.5 ]\n [ 2.    3.25]]",
        "array([[ 0.5 , -1.5 ],\n       [ 2.  ,  3.25]], dtype=float32)",
        "tensor([[0.5000, -1.5000],\n        [2.0000, 3.2500]], grad_fn=<MmBackward0>)",
        "Parameter containing:\ntensor([[0.5, -1.5], [2.0, 3.25]], requires_grad=True)",
        "tensor([[0.5, -1.5], [2.0, 3.25]], device='cuda:0', dtype=torch.float64)",
        "Array([[0.5, -1.5],\n       [2.0, 3.25]], dtype=float32, weak_type=True)",
        "tf.Tensor(\n[[0.5 -1.5]\n [2. 3.25]], shape=(2, 2), dtype=float32)",
        "[[np.float64(0.5), np.float64(-1.5)], [np.float64(2.0), np.float64(3.25)]]",
        "((0.5, -1.5), (2.0, 3.25))",
        "{{0.5, -1.5}, {2, 3.25}}",
        "[0.5 -1.5; 2 3.25]",
        "[\n0.5 -1.5\n2 3.25\n]",
        "[0.5 -1.5\n 2 3.25]",
        "0.5 -1.5; 2 3.25",
        "0.5\t-1.5\n2\t3.25\n",
        "0,5\t−1,5\n2\t3,25\n",
        '"0.5","-1.5"\r\n"2","3.25"\r\n',
        "2×2 Matrix{Float64}:\n 0.5  -1.5\n 2.0   3.25\n",
        "2×2 adjoint(::Matrix{Float64}) with eltype Float64:\n 0.5 -1.5\n 2.0 3.25",
        "In [2]: print(1)\n0.5 -1.5\n2 3.25",
    ],
    "dH": [
        "dH = [[0.5, -1.5],\n      [2.0, 3.25]]",
        "dH = np.array([[0.5, -1.5],\n      [2.0, 3.25]])",
        "dH:\n0.5 -1.5\n2.0 3.25",
        "dH\n0.5 -1.5\n2.0 3.25",
        "gradient of dH:\n0.5 -1.5\n2.0 3.25",
        "{'dH': array([[0.5, -1.5],\n       [2.  , 3.25]])}",
        'grads["dH"] = [[0.5, -1.5], [2.0, 3.25]]',
        ">>> dH\narray([[0.5, -1.5],\n       [2.  , 3.25]])",
        ">>> dH = backward(x)\n>>> print(dH)\n[[0.5 -1.5]\n [2. 3.25]]",
        "In [1]: dH\nOut[1]: \narray([[0.5, -1.5],\n       [2.  , 3.25]])",
        ">> dH\n\ndH =\n\n    0.5000   -1.5000\n    2.0000    3.2500\n",
        "julia> dH\n2×2 Matrix{Float64}:\n 0.5  -1.5\n 2.0   3.25\n",
        "dH = [0.5 -1.5 % of the first unit\n 2 3.25];",
        "dH = [0.5 ...\n -1.5; 2 3.25];",
        "import numpy as np\ndH = np.array([\n[0.5, -1.5],\n[2, 3.25],\n])  # mine",
        "dH (2, 2):\n[[0.5 -1.5]\n [2. 3.25]]",
    ],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in PASTES.items() for text in texts]
)
def test_forms(name, text):
    read = read_matrices(text)
    assert list(read) == [name]
    np.testing.assert_array_equal(read[name].values, TWO)


def test_names_are_handed_on_as_found():
    names = ["Whh", "dWaa", "weight_hh_l0", "rnn.weight_ih_l0.grad", "dJ/dH", "δH"]
    text = "\n".join(f"{name} = [[1, 2.5]]" for name in names)
    assert list(read_matrices(text)) == names


def test_matrices_without_a_name_are_numbered():
    assert list(read_matrices("1 2\n3 4\n\n5 6\n7 8\n\n9 9")) == ["1", "2", "3"]
    assert list(read_matrices("[[1,2]]\n[[3,4]]\ndH = [5]")) == ["1", "2", "dH"]


def test_shapes():
    text = "h0 = [1, 2, 3]\nT = 4\nx = [[[1],[2]]]\nc:\n1\n2\n"
    shapes = {name: read.values.shape for name, read in read_matrices(text).items()}
    assert shapes == {"h0": (3,), "T": (), "x": (1, 2, 1), "c": (2, 1)}
    vector = read_matrices("3-element Vector{Float64}:\n 1.0\n 2.0\n 3.0\n")[""]
    assert vector.values.shape == (3,)


def test_how_it_was_understood_is_noted():
    assert "decimal point" in read_matrices("0,5\t1,5")[""].notes[0]
    assert "1e-3" in read_matrices("1.0e-03 *\n\n 1.5 2.5")[""].notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no numbers"),
        ("hello world", "no numbers"),
        ("[[0.1 ... 0.2]\n [1 2 3]]", "threshold"),
        ("H = [[0.1 0.2]\n ...\n [1 2]]", "threshold"),
        ("0.1  …  0.2", "cut short"),
        ("[[1, 2], [3, nan]]", "row 2, column 2 is nan"),
        ("dH = [1, 2, -inf, nan]", "entry 3 is infinite, and 1 more"),
        ("1e999 2", "infinite"),
        ("1 2\n3 4\n5 6 7\n8 9", "row 3 has 3 entries and most rows have 2"),
        ("[[1, 2], [3, 4], [5]]", "row 3 has 1 entry"),
        ("[[1, 2], 3]", "nested"),
        ("[[1, 2], [3, 4]", "bracket"),
        ("[1, 2] 3", "outside"),
        ("[1,,2]", "missing"),
        ("[[[[1]]]]", "deep"),
        ("[]", "brackets are empty"),
        ("1\t\t3", "row 1 has an empty cell"),
        ("1.234,5\t2", "comma and a point"),
        ("dH = [1]\ndH = [2]", "“dH” is there twice"),
        ("1 2\n3 4-5", "“4-5” is not a number"),
        ("[1+2j, 3]", "“1+2j” is not a number"),
        ("def backward(x):\n    return x", "Line 1 says “def”"),
        ("dH = np.zeros((3, 3))", "never code"),
        ("dH = [1, 2]\ndH += np.outer(a, b)", "Line 2"),
        ("__import__('os').system('true')", "never code"),
        ("x" * (LONGEST + 1), "characters long"),
        (b"\xff\xfe\xff", "UTF-8"),
        ("9" * 500, "500 characters long"),
        ("1 2\n" * 400_000, "800,000 numbers"),
    ],
)
def test_refusals_say_what_and_where(text, said):
    with pytest.raises(ValueError, match=r".") as refusal:
        read_matrices(text)
    assert said in str(refusal.value)
    assert str(refusal.value)[-1] in ".)?"


def test_only_text_is_read():
    with pytest.raises(TypeError):
        read_matrices(3)


def test_bytes_of_two_encodings():
    for encoding in ("utf-8-sig", "utf-16"):
        np.testing.assert_array_equal(
            read_matrices("0.5\t−1.5".encode(encoding))[""].values, [[0.5, -1.5]]
        )

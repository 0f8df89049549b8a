"""Step Jacobians of the default network and their products, with 40 digits."""

import mpmath

from rnn_core import Params, Vocabulary, next_word_window
from views.address.settings import DEFAULT_TEXT

SLOPES = {
    "sigmoid": lambda z: mpmath.diff(lambda u: 1 / (1 + mpmath.exp(-u)), z),
    "tanh": lambda z: 1 - mpmath.tanh(z) ** 2,
    "relu": lambda z: mpmath.mpf(int(z > 0)),
    "identity": lambda z: mpmath.mpf(1),
}


VALUES = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, mpmath.mpf(0)),
    "identity": lambda z: z,
}


def factors(steps, hidden=3, activation="sigmoid", vocab=6):
    """J_1, ..., J_steps of the default text read round and round, with 40 digits."""
    params = Params.random(hidden, vocab, 0)
    vocabulary = Vocabulary.from_text(DEFAULT_TEXT, vocab)
    words = next_word_window(vocabulary.encode(DEFAULT_TEXT), 4).inputs
    H, L = mpmath.matrix(params.H.tolist()), params.L
    h, jacobians = mpmath.matrix(params.h0.tolist()), []
    for k in range(steps):
        z = H * h + mpmath.matrix(L[:, words[k % len(words)]].tolist())
        slope = mpmath.diag([SLOPES[activation](v) for v in z])
        jacobians.append(slope * H)
        h = mpmath.matrix([VALUES[activation](v) for v in z])
    return jacobians


def multiplied(jacobians, order):
    whole = mpmath.eye(jacobians[0].rows)
    for n in order:
        whole = whole * jacobians[n - 1]
    return whole


def agree(matrix, expected, relative=1e-11):
    """A matrix of the picture is `expected`, entry by entry to its largest."""
    scale = mpmath.mpf(10) ** matrix["exponent"]
    largest = max(abs(v) for v in expected) or 1
    for r, row in enumerate(matrix["cells"]):
        for c, value in enumerate(row):
            assert abs(value * scale - expected[r, c]) <= relative * largest
    norm = matrix["norm"]
    size = mpmath.mpf(norm["value"]) * mpmath.mpf(10) ** norm["exponent"]
    assert abs(size / mpmath.svd_r(expected, compute_uv=False)[0] - 1) <= relative

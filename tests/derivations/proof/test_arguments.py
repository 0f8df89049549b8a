"""Tests that wrong arguments of `verify` and `Network` raise errors by name."""

from types import SimpleNamespace

import numpy as np
import pytest

from derivations import DERIVATIONS, ERRATA, Network, verify, verify_on

D_ = DERIVATIONS["softmax-loss"]


def refuses(kind, words, call, *args, **named):
    with pytest.raises(kind) as refused:
        call(*args, **named)
    for word in words:
        assert word in str(refused.value), str(refused.value)


WRONG_IDS = [
    ([0, 1, -1, 2], ValueError, "[2] is -1; word ids go from 0 to 4"),
    ([0, 5, 1, 2], ValueError, "[1] is 5; word ids go from 0 to 4"),
    ([0.0, 1.0, 2.0, 3.0], TypeError, "has entries of type float64"),
    ([True, False, True, True], TypeError, "has entries of type bool"),
    ([[0, 1], [2, 3]], ValueError, "has shape (2, 2); it must be a sequence"),
    ([[0, 1], [2]], ValueError, "rows differ"),
    ([], ValueError, "has shape (0,)"),
    ("abcd", ValueError, "has shape ()"),
    (3, ValueError, "has shape ()"),
]


@pytest.mark.parametrize(("ids", "kind", "words"), WRONG_IDS, ids=str)
@pytest.mark.parametrize("name", ["inputs", "targets"])
def test_what_names_no_words(setting, name, ids, kind, words):
    params, inputs, targets = setting()
    given = {"inputs": inputs, "targets": targets} | {name: ids}
    for call in (
        lambda: verify(D_, params, **given),
        lambda: Network(params, **given),
        lambda: ERRATA["immediate"].check(params, **given),
    ):
        refuses(kind, [name, words], call)


def test_a_target_for_every_input(setting):
    params, inputs, _ = setting()
    words = ["inputs has 4 ids and targets 5", "every input needs the word after it"]
    refuses(ValueError, words, verify, D_, params, inputs, [0, 1, 2, 3, 4])


WRONG_WEIGHTS = [
    ("H", np.zeros((3, 2)), ValueError, "H has shape (3, 2)", "it must be (3, 3)"),
    ("L", np.zeros((3, 7)), ValueError, "U has shape (5, 3)", "it must be (7, 3)"),
    ("U", np.zeros((3, 5)), ValueError, "U has shape (3, 5)", "it must be (5, 3)"),
    ("h0", np.zeros(4), ValueError, "h0 has shape (4,)", "it must be (3,)"),
    ("h0", np.zeros((3, 1)), ValueError, "h0 has shape (3, 1)", "(D_h)"),
    ("H", np.full((3, 3), np.nan), ValueError, "H[0, 0] is nan", "must be finite"),
    ("U", np.diag([0, np.inf, 0]), ValueError, "U[1, 1] is inf", "must be finite"),
    ("L", np.zeros((0, 5)), ValueError, "L has shape (0, 5)", "non-empty"),
    ("L", np.zeros((3, 5), complex), TypeError, "complex128", "real numbers"),
    ("H", [["a"] * 3] * 3, TypeError, "H has entries of type <U1", "real numbers"),
    ("H", [[1, 2], [3]], ValueError, "H is a nested sequence", "the same length"),
    ("h0", None, TypeError, "h0 has entries of type object", "real numbers"),
]


@pytest.mark.parametrize(("name", "value", "kind", "got", "wanted"), WRONG_WEIGHTS)
def test_what_are_no_weights(setting, name, value, kind, got, wanted):
    params, inputs, targets = setting()
    setattr(params, name, value)
    refuses(kind, [got, wanted], verify, D_, params, inputs, targets)
    refuses(kind, [got, wanted], Network, params, inputs, targets)


def test_what_is_no_set_of_weights(setting):
    _, inputs, targets = setting()
    words = ["params is SimpleNamespace without H", "H, L, U and h0"]
    refuses(TypeError, words, verify, D_, SimpleNamespace(), inputs, targets)


@pytest.mark.parametrize("name", ["Sigmoid", "softmax", "", None, 3, ["relu"]])
def test_what_is_no_activation(setting, name):
    words = [f"activation is {name!r}", "sigmoid, tanh, relu, identity"]
    refuses(ValueError, words, verify, D_, *setting(), activation=name)
    refuses(ValueError, words, Network, *setting(), activation=name)


@pytest.mark.parametrize("d", ["softmax-loss", None, D_.lines[0]])
def test_what_is_no_derivation(setting, d):
    given = {"softmax-loss": "'softmax-loss' is no", None: "None is no"}
    words = [given.get(d, "is no derivation"), "first argument must be a Derivation"]
    refuses(TypeError, words, verify, d, *setting())
    refuses(TypeError, words, verify_on, d, Network(*setting()))
    refuses(
        TypeError,
        ["network is tuple", "it must be a Network"],
        verify_on,
        D_,
        setting(),
    )


def test_arguments_are_left_as_they_are_and_may_be_lists(setting):
    params, inputs, targets = setting()
    lists = SimpleNamespace(**{name: a.tolist() for name, a in vars(params).items()})
    by_list = verify(D_, lists, inputs.tolist(), tuple(targets.tolist()))
    assert by_list == verify(D_, params, inputs, targets)
    whole = SimpleNamespace(H=[[1]], L=[[1, 2]], U=[[1], [0]], h0=[0])
    assert all(check.holds for check in verify(D_, whole, [0, 1], [1, 1]))

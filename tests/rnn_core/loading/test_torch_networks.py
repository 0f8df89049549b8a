"""Tests that networks trained by PyTorch have here the gradients they have there."""

import numpy as np
import pytest

from rnn_core import backward, constant_unit, forward, load_network
from rnn_core.loading import CONVERT_TORCH
from tests.fixtures.folder import FIXTURES
from tests.fixtures.torch_names import KINDS, WORDS
from tests.rnn_core.networks import assert_close, refuses

D, V = 5, len(WORDS)
PATHS = [
    FIXTURES / "networks" / f"{'-'.join(kind)}.{suffix}"
    for kind in KINDS
    for suffix in ("npz", "safetensors")
]


@pytest.mark.parametrize("name", ["model.pt", "old.bin"])
def test_what_pytorch_itself_saves_is_told_how_to_be_converted(name):
    """PyTorch ends an archive as those of more than 4 GB end."""
    path = FIXTURES / "networks" / name
    words = [name, "PyTorch", "never read", CONVERT_TORCH]
    refuses(ValueError, words, load_network, path)


def test_the_lines_that_convert_give_the_network_of_a_checkpoint_too():
    alone, checkpoint = (
        load_network(FIXTURES / "networks" / f"{name}.npz")
        for name in ("converted", "checkpoint")
    )
    assert alone.params.hidden == D + 1
    for part in ("H", "L", "U", "h0"):
        ours, theirs = (getattr(of.params, part) for of in (alone, checkpoint))
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_gradients_of_a_trained_network_are_those_of_pytorch(path):
    activation, biases, loss = path.stem.split("-")
    said = activation if path.suffix == ".safetensors" else None
    loaded = load_network(path, said)
    assert loaded.activation == activation, "an .npz says it itself"
    assert loaded.words == (WORDS if path.suffix == ".npz" else None)
    params = loaded.params
    trace = forward(params, loaded.inputs, loaded.targets, activation)
    counted = trace.loss[-1:] if loss == "last" else trace.loss
    assert counted.mean() < np.log(V) / 3, "it has been trained"
    ours = backward(trace).gradients(reduction=loss)
    assert set(loaded.gradients) == {"H", "L", "U", "h0"}
    for part, gradient in loaded.gradients.items():
        assert np.abs(gradient).max() > 1e-6
        assert_close(getattr(ours, part), gradient)
    unit = constant_unit(params, activation)
    assert unit == (D if biases == "biases" else None)
    if unit is not None:
        for bias in (params.H[:D, D], params.U[:, D]):
            assert bias.any()
        assert_close(ours.H[:D, D], loaded.gradients["H"][:D, D])
        assert_close(ours.U[:, D], loaded.gradients["U"][:, D])

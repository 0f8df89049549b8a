"""Tests that a notebook's weights and words are the view's, to the last bit."""

import base64
import contextlib
import io
import zlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import rnn_core
from rnn_core import ACTIVATIONS
from tests.views.takehome.notebook_views import LINK, view_of
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome import literals
from views.takehome.literals import UNPACKED, weights_source
from views.takehome.notebook import settings_source, words_source


@pytest.mark.parametrize(
    "array",
    [
        np.array([0.1, -0.0, 5e-324, 1.7976931348623157e308, -1 / 3]),
        np.random.default_rng(0).normal(size=(3, 4)) * 1e-300,
        np.random.default_rng(0).normal(size=(41, 40)),
    ],
)
def test_a_literal_is_the_array_to_the_last_bit(array):
    names = {"np": np, "zlib": zlib, "base64": base64}
    exec(literals.UNPACKED, names)
    back = eval(literals.array_source(array), names)
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


PIECES = (
    "H1.2_0.1 H2.2_-0 L2.3_1e-300 U3.1_7 h1_0.5 H99.1_1 x2_sea x1_zebra x40_sea "
    "step_0.5 step_1e6 step_0.1_mean_w2 what"
)


EDITS = st.lists(st.sampled_from(PIECES.split()), max_size=6).map("*".join)


CONFIGS = st.builds(
    Config,
    D_h=st.integers(1, 8),
    V=st.integers(2, 30),
    T=st.integers(1, 12),
    seed=st.integers(0, 9999),
    scale=st.sampled_from([0.01, 1.0, 2.7, 16.0]),
    text=st.just(Config().text) | st.text(max_size=30),
    start=st.integers(1, 200),
    activation=st.sampled_from(list(ACTIVATIONS)),
    recurrent=st.sampled_from(["drawn", "orthogonal"]),
    gain=st.sampled_from([1.0, 0.3, 16.0]),
    edits=EDITS,
    train=st.sampled_from(["", "", "steps=9,order=shuffled,window=2", "rate=1000"]),
    at=st.integers(0, 12),
)


@settings(max_examples=60)
@example(
    Config(2, 2, 1, activation="identity", edits="H1.2_0.1", train="rate=1000", at=4), 0
)
@example(Config(activation="identity", edits="L1.1_1e6*step_1000", scale=16.0), 0)
@given(CONFIGS, st.sampled_from([0, literals.PACKED]))
def test_any_networks_weights_and_words_are_made_again(config, packed):
    net = model(config)
    names = {"np": np, "zlib": zlib, "base64": base64, **vars(rnn_core)}
    pick = Selection("H", 1, 1, 1, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literals, "PACKED", packed)
        made = weights_source(net)
    source = "\n".join(
        [UNPACKED, settings_source(net, pick, "sum", LINK, 0), words_source(net), made]
    )
    with contextlib.redirect_stdout(io.StringIO()):
        exec(source, names)
    steps = net.trace.steps
    assert names["T"] == steps
    assert names["words"][: steps + 1].tolist() == net.window.tolist()
    for array in ("H", "L", "U", "h0"):
        made_again = getattr(names["params"], array)
        assert made_again.tobytes() == getattr(net.params, array).tobytes(), source


def test_which_way_the_weights_are_made():
    def source(**more):
        return weights_source(model(Config(**more)))

    plain = source(gain=1.5, edits="H1.2_0.25*h3_0.5")
    assert "H = 1.5 * H\nH[0, 1] = 0.25\nh0[2] = 0.5\nparams" in plain
    small = source(edits="step_0.5", recurrent="orthogonal")
    assert "H = np.array([" in small
    assert "stepped" not in small
    assert "H = unpacked(" in source(recurrent="orthogonal", D_h=30)
    large = weights_source(view_of("large, steps").model)
    assert "H = orthogonal(H).copy()\nH = 1.3 * H\nH[0, 1] = 0.1\nwords[1]" in large
    assert len(source(D_h=256, V=10_000, edits="step_0.5")) < 2_000
    assert "training" not in source(train="on", at=30)
    trained = source(D_h=256, V=10_000, train="steps=1", at=1)
    assert "trained = training.params_at(1)" in trained
    assert len(trained) < 3_000

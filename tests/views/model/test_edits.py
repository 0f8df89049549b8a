"""Tests of edits: reading, writing, and their effect, against runs of the engine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import Params, backward, forward
from tests.weights import OVER
from views.address.settings import ACTIVATIONS, Config
from views.model.edits import (
    LARGEST,
    STEPS,
    Entry,
    Step,
    Unread,
    Word,
    add_edit,
    parse_edits,
    parse_number,
    parse_pieces,
    write_edits,
)
from views.model.model import draw_weights, model
from views.model.passage import read_passage

values = st.floats(-LARGEST, LARGEST).filter(lambda v: str(v) != "-0.0")
places = st.integers(1, 300)
entries = st.builds(Entry, st.sampled_from("HLU"), places, places, values) | st.builds(
    Entry, st.just("h0"), places, st.just(1), values
)
words = st.builds(
    Word, places, st.sampled_from(["sea", "o'clock", "élan", "7", "море"])
)
steps = st.builds(
    Step,
    st.floats(1e-300, LARGEST),
    st.sampled_from(OVER),
    st.integers(0, 999),
)
signs = st.text(st.sampled_from("HLUhx_.*stepmanwl0123456789-+e ∞é<>&\n"), max_size=80)


@given(st.lists(entries | words | steps, max_size=20))
def test_what_is_written_is_read_back_to_the_last_digit(operations):
    parsed = parse_edits(write_edits(operations))
    assert parsed.notices == ()
    assert parsed.operations == tuple(operations)


@given(st.text(max_size=200) | signs | st.lists(signs).map("*".join))
def test_any_text_is_read_and_written_back(text):
    said = parse_pieces(text)
    assert len(parse_edits(text).operations) + len(parse_edits(text).notices) == len(
        said
    )
    assert parse_pieces(write_edits(said)) == said
    assert all(len(piece.why) < 200 for piece in said if isinstance(piece, Unread))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H1.2_0.5", Entry("H", 1, 2, 0.5)),
        ("L3.4_-1", Entry("L", 3, 4, -1.0)),
        ("U6.1_2e-05", Entry("U", 6, 1, 2e-5)),
        ("h2_0.25", Entry("h0", 2, 1, 0.25)),
        ("x3_sea", Word(3, "sea")),
        (" x3_The sea ", Word(3, "the")),
        ("step_0.5", Step(0.5)),
        ("step_0.5_mean_w2", Step(0.5, "mean", 2)),
        ("step_0.5_last", Step(0.5, "last")),
        ("step_0.5_last_w1", Step(0.5, "last", 1)),
    ],
)
def test_the_language(text, expected):
    assert parse_edits(text).operations == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "H0.1_1",
        "H1_1",
        "h1.1_1",
        "H1.1_nan",
        "H1.1_1e7",
        "H1.1_inf",
        "H1.1_",
        "x1_?",
        "x0_sea",
        "step_0",
        "step_-1",
        "step_1_w0",
        "step_1_most",
        "H1.1_1_0",
        "q",
    ],
)
def test_what_means_nothing_is_said(text):
    parsed = parse_edits(f"H1.1_1*{text}*x2_sea")
    assert len(parsed.operations) == 2
    assert len(parsed.notices) == 1
    assert "left out" in parsed.notices[0]


@pytest.mark.parametrize(
    ("raw", "value"), [("0,5", 0.5), ("−1e−3", -0.001), (" 7 ", 7.0), ("-.5", -0.5)]
)
def test_numbers_as_people_type_them(raw, value):
    assert parse_number(raw) == value


def test_a_later_edit_replaces_an_earlier_one_up_to_a_step():
    said = parse_pieces("H1.1_1*?*x1_sea")
    assert write_edits(add_edit(said, Entry("H", 1, 1, 2.0))) == "?*x1_sea*H1.1_2"
    said = add_edit(add_edit(said, Step(0.5)), Entry("H", 1, 1, 3.0))
    assert write_edits(said) == "H1.1_1*?*x1_sea*step_0.5*H1.1_3"


def test_so_many_steps():
    parsed = parse_edits("*".join(["step_0.01"] * (STEPS + 2)))
    assert len(parsed.operations) == STEPS
    assert len(parsed.notices) == 2
    assert len(model(Config(edits="*".join(["?"] * 100))).notices) == 1
    many = "*".join(f"H{n}.9_1" for n in range(4, 40))
    assert len(model(Config(edits=many)).notices) == 5


def by_hand(config, operations):
    """The network after the operations, one array and one run at a time."""
    read = read_passage(config.text, config.V, config.T, config.start)
    first = draw_weights(config)
    arrays = {name: getattr(first, name).copy() for name in ("H", "L", "U", "h0")}
    ids = [*read.inputs, read.targets[-1]]
    for edit in operations:
        if isinstance(edit, Entry):
            index = edit.i - 1 if edit.matrix == "h0" else (edit.i - 1, edit.j - 1)
            arrays[edit.matrix][index] = edit.value
        elif isinstance(edit, Word):
            names = read.vocabulary.words
            known = edit.word in names
            ids[edit.position - 1] = names.index(edit.word) if known else config.V - 1
        else:
            trace = forward(Params(**arrays), ids[:-1], ids[1:], config.activation)
            slopes = backward(trace).gradients(
                window=edit.window or None, reduction=edit.reduction
            )
            for name, array in arrays.items():
                arrays[name] = array - edit.rate * getattr(slopes, name)
    return forward(Params(**arrays), ids[:-1], ids[1:], config.activation)


def random_operation(rng, config):
    D, V, T = config.D_h, config.V, config.T
    kind = rng.integers(7)
    value = float(rng.normal())
    if kind == 0:
        return Step(
            float(rng.uniform(0.001, 0.3)),
            str(rng.choice(OVER)),
            int(rng.integers(T + 1)),
        )
    if kind < 3:
        some = ["the", "sea", "rain", "zebra", "river"]
        return Word(int(rng.integers(T + 1)) + 1, str(rng.choice(some)))
    shapes = {"H": (D, D), "L": (D, V), "U": (V, D), "h0": (D, 1)}
    name = ["H", "L", "U", "h0"][kind - 3]
    i, j = (int(rng.integers(size)) + 1 for size in shapes[name])
    return Entry(name, i, j, value)


def test_200_edited_networks_run_afresh():
    rng = np.random.default_rng(41)
    for n in range(200):
        config = Config(
            D_h=int(rng.integers(1, 6)),
            V=int(rng.integers(2, 9)),
            T=int(rng.integers(1, 8)),
            seed=n,
            activation=ACTIVATIONS[n % 4],
            recurrent=("drawn", "orthogonal")[n % 2],
        )
        operations = ()
        for _ in range(rng.integers(1, 9)):
            operations = add_edit(operations, random_operation(rng, config))
        net = model(Config(**vars(config) | {"edits": write_edits(operations)}))
        trace = by_hand(config, operations)
        np.testing.assert_array_equal(net.trace.inputs, trace.inputs)
        np.testing.assert_array_equal(net.trace.targets, trace.targets)
        for name in ("H", "L", "U", "h0"):
            expected = getattr(trace.params, name)
            np.testing.assert_allclose(
                getattr(net.params, name), expected, rtol=1e-13, atol=1e-15
            )
        np.testing.assert_allclose(net.trace.loss, trace.loss, rtol=1e-12, atol=1e-15)
        for name in ("H", "L", "U", "h0"):
            np.testing.assert_allclose(
                getattr(net.back.gradients(), name),
                getattr(backward(trace).gradients(), name),
                rtol=1e-9,
                atol=1e-13,
            )


def test_what_was_edited_is_known():
    net = model(Config(edits="H1.2_9*H1.2_8*x2_sea*h1_3*H9.9_1"))
    first = model(Config())
    assert net.before == {
        ("H", 1, 2): first.params.H[0, 1],
        ("x", 2, 1): first.trace.inputs[1],
        ("h0", 1, 1): first.params.h0[0],
    }
    assert net.notices == ("Edit “H9.9_1” does not fit: H is 3 × 3. It is left out.",)


def test_a_word_is_read_and_predicted():
    net = model(Config(edits="x3_sea*x5_the"))
    sea, the = (net.passage.vocabulary.words.index(word) for word in ("sea", "the"))
    assert net.trace.inputs[2] == net.trace.targets[1] == sea
    assert net.trace.targets[3] == the
    assert model(Config(edits="x1_zebra")).notices == (
        "“zebra” is not in the vocabulary: it is read as <unk>, the entry for all "
        "others.",
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(
    "edits",
    [
        "H1.1_1000000*H1.2_-1000000*H2.1_1000000*h1_1000000*U1.1_1000000",
        "H1.1_1000000*step_1000000*step_1000000*step_1000000*step_1000000",
        "*".join(["step_1000000"] * 50),
        "L1.1_1000000*L1.2_1000000*H1.1_1000000*U1.1_-1000000*step_1",
    ],
)
def test_extreme_edits_leave_a_network_that_runs(edits, activation):
    net = model(Config(edits=edits, activation=activation, T=60))
    assert np.isfinite(net.trace.loss).all()
    assert len(net.notices) <= 6


def test_one_more_step_costs_one_run(monkeypatch):
    runs = []
    real = backward
    monkeypatch.setattr(
        "views.model.apply_edits.backward", lambda t: runs.append(1) or real(t)
    )
    for n in range(1, 6):
        model(Config(seed=4321, edits="*".join(["step_0.1"] * n)))
        assert len(runs) == n

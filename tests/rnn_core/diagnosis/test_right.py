"""A right gradient is never accused; one changed entry is no mistake with a name."""

import numpy as np
import pytest

from rnn_core import ACTIVATIONS
from tests.rnn_core.diagnosis.asking import as_printed, asked, single, to_digits
from tests.rnn_core.diagnosis.wrong_pass import Words, drawn, wrong
from tests.walks import SOAK


def right_ones(count):
    """Networks of many sizes and scales, with their gradients in several precisions."""
    for seed in range(count):
        draw = np.random.default_rng([1, seed])
        hidden, vocab, steps = (int(draw.integers(1, n)) for n in (9, 11, 9))
        net, scale = (
            drawn(seed, hidden, vocab + 1, steps),
            draw.choice([0.1, 0.5, 1, 2]),
        )
        net = Words(*(a * scale for a in net[:3]), *net[3:])
        activation = list(ACTIVATIONS)[seed % 4]
        full = wrong(net, activation)
        small = wrong(single(net), activation)
        yield seed, "float64", net, activation, full
        yield seed, "float32", net, activation, small
        yield (
            seed,
            "print",
            net,
            activation,
            {n: as_printed(g) for n, g in full.items()},
        )
        eight = {n: as_printed(g, 8) for n, g in small.items()}
        yield seed, "print of float32", net, activation, eight
        three = {n: to_digits(g, 3) for n, g in full.items()}
        yield seed, "three digits", net, activation, three


@pytest.mark.parametrize("count", [1000 if SOAK else 40])
def test_right_gradients_are_right(count):
    accused = []
    for seed, way, net, activation, gradients in right_ones(count):
        report = asked(net, activation, gradients)
        assert report.findings == ()
        if not report.right:
            accused.append((seed, way, activation, report.hints))
        else:
            assert report.hints == ()
    assert accused == []


def test_right_gradients_of_rounded_weights_are_right():
    """The weights are pasted with four decimals, as the gradients are."""
    for seed in range(12):
        net = drawn(seed)
        rounded = Words(*(as_printed(a) for a in net[:4]), net.x, net.y)
        gradients = {n: as_printed(g) for n, g in wrong(net, "tanh").items()}
        assert asked(rounded, "tanh", gradients).right, seed


def test_mistakes_are_named_with_rounded_weights():
    for seed in range(3):
        net = drawn(seed)
        rounded = Words(*(as_printed(a) for a in net[:4]), net.x, net.y)
        gradients = {
            n: as_printed(g) for n, g in wrong(net, "tanh", "own-state").items()
        }
        report = asked(rounded, "tanh", gradients)
        assert "own-state" in report.findings[0].mistakes, seed


@pytest.mark.parametrize("count", [200 if SOAK else 5])
def test_one_changed_entry_has_no_name_but_a_hint(count):
    for seed in range(count):
        draw = np.random.default_rng([2, seed])
        net, activation = drawn(seed), list(ACTIVATIONS)[seed % 4]
        gradients = wrong(net, activation)
        name = list(gradients)[int(draw.integers(4))]
        place = tuple(int(draw.integers(n)) for n in gradients[name].shape)
        size = np.abs(gradients[name]).max() + 0.1
        gradients[name][place] += draw.choice([-1, 1]) * draw.uniform(0.1, 1) * size
        report = asked(net, activation, gradients)
        assert not report.right
        assert report.findings == (), (seed, name, place)
        assert any("one entry" in hint for hint in report.hints), report.hints


def test_zeros_are_no_right_gradient():
    net = drawn(3)
    report = asked(net, "tanh", {"H": np.zeros_like(net.H)})
    assert not report.right
    assert report.matrices["H"].relative == 1
    assert report.findings == ()
    assert report.hints[0].startswith("dJ/dH is 0 everywhere")


def test_zeros_have_a_name_where_nothing_but_u_is_given_otherwise():
    net = drawn(3, hidden=3, vocab=4, steps=4)
    zeros = {name: np.zeros_like(getattr(net, name)) for name in ("H", "L", "h0")}
    report = asked(net, "tanh", zeros | {"U": wrong(net, "tanh")["U"]})
    assert report.findings[0].mistakes == ("only-from-ahead",)
    every = asked(net, "tanh", zeros | {"U": np.zeros_like(net.U)})
    assert every.findings == ()
    assert not asked(net, "tanh", {"H": zeros["H"], "L": zeros["L"]}).findings

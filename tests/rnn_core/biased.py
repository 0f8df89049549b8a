"""A network with biases, written out with b_h and b_y of their own, for autograd."""

from typing import NamedTuple

import autograd
import autograd.numpy as anp
import numpy as np

from rnn_core import Params, with_biases

SIGMA = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.where(z > 0, z, 0.0),
    "identity": lambda z: z,
}


class Biased(NamedTuple):
    """Weights and biases, as people write them down."""

    H: np.ndarray
    L: np.ndarray
    U: np.ndarray
    h0: np.ndarray
    b_h: np.ndarray
    b_y: np.ndarray

    @classmethod
    def drawn(cls, hidden, vocab, seed) -> "Biased":
        draw = np.random.default_rng([seed, hidden, vocab])
        plain = Params.random(hidden, vocab, seed)
        arrays = (plain.H, plain.L, plain.U, plain.h0)
        return cls(*arrays, draw.normal(size=hidden), draw.normal(size=vocab))

    def folded(self, activation) -> Params:
        return with_biases(*self, activation)


def states(net, inputs, activation, h=None):
    """h^(1)..h^(T) from h^(0) = h."""
    h, out = net.h0 if h is None else h, []
    for x in inputs:
        h = SIGMA[activation](anp.dot(net.H, h) + net.L[:, x] + net.b_h)
        out.append(h)
    return out


def losses(net, inputs, targets, activation):
    """J^(1)..J^(T)."""
    out = []
    for h, y in zip(states(net, inputs, activation), targets, strict=True):
        o = anp.dot(net.U, h) + net.b_y
        out.append(anp.log(anp.sum(anp.exp(o))) - o[y])
    return anp.array(out)


def gradients(net, inputs, targets, activation) -> Biased:
    """dJ/d everything, J the sum of the losses, by automatic differentiation."""

    def total(*arrays):
        return anp.sum(losses(Biased(*arrays), inputs, targets, activation))

    return Biased(*(autograd.grad(total, place)(*net) for place in range(len(net))))


def state_jacobian(net, inputs, activation):
    """dh^(T)/dh^(0), by automatic differentiation."""
    last = autograd.jacobian(lambda h: states(net, inputs, activation, h)[-1])
    return last(net.h0)

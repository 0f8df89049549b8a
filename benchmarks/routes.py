"""Other implementations of the backward pass, which the engine is timed against.

Each takes (H, L, U, inputs, targets, h0) and returns delta (T, T, D_h) with
[t-1, s-1] = dJ^(t)/dz^(s), every loss carried back to every step.
"""

from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd.core import VJPNode, backward_pass
from autograd.tracer import new_box, trace_stack

Arrays = tuple[np.ndarray, ...]


def double_loop(H: Any, L: Any, U: Any, inputs: Any, targets: Any, h0: Any) -> Any:
    """BPTT as it is taught: a loop over losses and a loop over steps."""
    steps, states = len(inputs), [h0]
    for word in inputs:
        states.append(1 / (1 + np.exp(-(H @ states[-1] + L[:, word]))))
    delta = np.zeros((steps, steps, len(h0)))
    for t in range(steps):
        logits = U @ states[t + 1]
        error = np.exp(logits - logits.max())
        error /= error.sum()
        error[targets[t]] -= 1
        back = U.T @ error
        for s in range(t, -1, -1):
            h = states[s + 1]
            delta[t, s] = back * h * (1 - h)
            back = H.T @ delta[t, s]
    return delta


def automatic(H: Any, L: Any, U: Any, inputs: Any, targets: Any, h0: Any) -> Any:
    """The same by reverse-mode automatic differentiation, one pass a loss.

    Each z^(s) has a shift of its own, at 0, to differentiate by. The network is run
    and recorded once, and each loss walks back over only what it depends on:
    `autograd.jacobian` would drag every other loss along with a zero.
    """
    steps = len(inputs)
    with trace_stack.new_trace() as trace:
        root = VJPNode.new_root()
        shifts = new_box(np.zeros((steps, len(h0))), trace, root)
        h, losses = h0, []
        for s in range(steps):
            z = anp.dot(H, h) + L[:, inputs[s]] + shifts[s]
            h = 1 / (1 + anp.exp(-z))
            logits = anp.dot(U, h)
            top = logits._value.max()  # a constant: it cancels
            total = anp.log(anp.sum(anp.exp(logits - top)))
            losses.append(total + top - logits[targets[s]])
    return np.array([backward_pass(1.0, loss._node) for loss in losses])

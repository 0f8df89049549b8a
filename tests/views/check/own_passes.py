"""Back-propagation as somebody might write it, right and wrong, for tests of Check."""

import numpy as np

from rnn_core import ACTIVATIONS
from views.model.model import model


def hand_written(config, ahead=True, reduction="sum"):
    """The gradients by a plain loop; `ahead`: whether errors come from later steps."""
    net = model(config)
    params, trace = net.params, net.trace
    slope = ACTIVATIONS[config.activation].slope(trace.z)
    dH, dL, dU = (np.zeros_like(a) for a in (params.H, params.L, params.U))
    carried = np.zeros(params.hidden)
    for t in reversed(range(trace.steps)):
        err = trace.yhat[t].copy()
        err[trace.targets[t]] -= 1
        dU += np.outer(err, trace.h[t + 1])
        delta = slope[t] * (params.U.T @ err + (carried if ahead else 0))
        dH += np.outer(delta, trace.h[t])
        dL[:, trace.inputs[t]] += delta
        carried = params.H.T @ delta
    divisor = trace.steps if reduction == "mean" else 1
    gradients = {"H": dH, "L": dL, "U": dU, "h0": carried}
    return {name: array / divisor for name, array in gradients.items()}


def pasted(gradients, names=("H", "L", "U", "h0"), digits=None):
    """As Python or NumPy prints them, each after its name."""
    if digits is None:
        return "\n".join(f"d{name} = {gradients[name].tolist()}" for name in names)
    with np.printoptions(precision=digits, suppress=True):
        return "\n".join(f"d{name} = {gradients[name]}" for name in names)

"""The network on the screen as files and source text, for code of one's own."""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np

from rnn_core import Params, constant_unit, real_units
from rnn_core.diagnosis import SmallNetwork

from ..model.model import Model
from ..text.losses import WHOLE_LOSSES
from ..text.naming import in_names
from ..text.numerals import plural

FEW = 400
"""Weights of a network that is written out as text."""
SIGMA = {
    "sigmoid": ("1 / (1 + np.exp(-z))", "1 ./ (1 + exp(-z))"),
    "tanh": ("np.tanh(z)", "tanh(z)"),
    "relu": ("np.maximum(z, 0)", "max(z, 0)"),
    "identity": ("z", "z"),
}
"""The activation in NumPy and in MATLAB."""
WEIGHTS = ("H", "L", "U", "h0")


def network_npz(net: Model, names: str = "source") -> bytes:
    """The weights, the words' ids and the activation as NumPy's archive.

    names: the scheme whose names the weights have in it.
    """
    file = io.BytesIO()
    words = np.array([net.word(token) for token in range(net.params.vocab)])
    np.savez_compressed(
        file,
        **_weights(net.params, net.config.activation, names),
        inputs=net.trace.inputs,
        targets=net.trace.targets,
        activation=np.array(net.config.activation),
        words=words,
    )
    return file.getvalue()


def is_written_out(net: Model) -> bool:
    """Whether the network is small enough to be text that is read and pasted."""
    return sum(getattr(net.params, name).size for name in WEIGHTS) <= FEW


def numpy_source(net: Model, reduction: str, window: int = 0) -> str:
    """About ten lines of NumPy: the network, and a print of what is to be brought."""
    weights = weights_apart(net.params, net.config.activation)
    read = "".join(
        f"{name} = np.array({array.tolist()})\n" for name, array in weights.items()
    )
    bias, also = _biases(weights)
    wanted = ", ".join(f'"d{name}": d{name}' for name in weights)
    return f"""\
import numpy as np
{read}inputs = np.array({net.trace.inputs.tolist()})
targets = np.array({net.trace.targets.tolist()})
# z = H @ h + L[:, x]{bias};  h = {SIGMA[net.config.activation][0]};  o = U @ h{also}
# J = -log softmax(o)[y], {_meant(reduction, window)}
# ... your back-propagation here, and then what it gives:
for name, gradient in {{{wanted}}}.items():
    print(name, "=", gradient.tolist())
"""


def matlab_source(net: Model, reduction: str, window: int = 0) -> str:
    """The network as a script for MATLAB or Octave."""
    weights = weights_apart(net.params, net.config.activation)
    bias, also = _biases(weights)
    lines = [
        f"% z = H * h + L(:, x + 1){bias};  h = "
        f"{SIGMA[net.config.activation][1]};  o = U * h{also}",
        f"% J = -log softmax(o)(y + 1), {_meant(reduction, window)}",
        "% ids of words count from 0",
    ]
    for name, array in weights.items():
        rows = array[:, None] if array.ndim == 1 else array
        text = "\n  ".join(" ".join(map(repr, row)) for row in rows.tolist())
        lines.append(f"{name} = [\n  {text}\n];")
    for name in ("inputs", "targets"):
        ids = " ".join(map(str, getattr(net.trace, name).tolist()))
        lines.append(f"{name} = [{ids}];")
    wanted = ", ".join(f"d{name}" for name in weights)
    lines += ["format long", f"% your back-propagation here, and then: {wanted}"]
    return "\n".join(lines) + "\n"


def _meant(reduction: str, window: int) -> str:
    cut = f", truncated to {plural(window, 'step')}" if window else ""
    return WHOLE_LOSSES[reduction].words + cut


def small_npz(network: SmallNetwork, activation: str, names: str = "source") -> bytes:
    """A network that tells explanations apart, as the same kind of archive."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        **_weights(network.params, activation, names),
        inputs=network.inputs,
        targets=network.targets,
        activation=np.array(activation),
    )
    return file.getvalue()


def weights_apart(params: Params, activation: str) -> dict[str, Any]:
    """The weights by name; those of a unit that is always 1 as b_h and b_y."""
    arrays = {name: getattr(params, name) for name in WEIGHTS}
    unit = constant_unit(params, activation)
    if unit is None:
        return arrays
    real = real_units(params, activation)
    arrays = {name: getattr(real, name) for name in WEIGHTS}
    return arrays | {"b_h": params.H[:unit, unit], "b_y": params.U[:, unit]}


def _biases(weights: Mapping[str, Any]) -> tuple[str, str]:
    """What stands behind z and o."""
    return (" + b_h", " + b_y") if "b_h" in weights else ("", "")


def _weights(params: Params, activation: str, names: str) -> dict[str, Any]:
    """The weights, called as this scheme calls them."""
    apart = weights_apart(params, activation)
    return {in_names(name, names): array for name, array in apart.items()}

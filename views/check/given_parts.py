"""What was brought, matrix by matrix, biases apart from the matrices that hold them."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Bool, Float64

from rnn_core import MatrixVerdict, Params, forward
from rnn_core.biases import constant_unit, real_units
from rnn_core.diagnosis.biased import given_parts, network, parted, told_digits
from rnn_core.diagnosis.given import given_gradients
from rnn_core.diagnosis.passes import RIGHT, evaluate
from rnn_core.diagnosis.precision import read_precision
from rnn_core.diagnosis.tolerance import Tolerance

if TYPE_CHECKING:
    from .brought import Brought
    from .diagnose import Answer

BIAS_OF = {"H": "b_h", "U": "b_y"}
"""The bias that a unit which is always 1 holds in a matrix's last column."""


class Part(NamedTuple):
    """One matrix or bias: what was given, what is right, and where they agree to the
    digits that were given.
    """

    given: Float64[np.ndarray, "..."]
    true: Float64[np.ndarray, "..."]
    agree: Bool[np.ndarray, "..."]


def has_biases(brought: "Brought") -> bool:
    """Whether the network has a unit that is always 1, which holds its biases."""
    return constant_unit(brought.params, brought.activation) is not None


def real_network(brought: "Brought") -> Params:
    """The network without that unit: its D_h is the one that its author means."""
    return real_units(brought.params, brought.activation)


def held_parts(brought: "Brought", name: str) -> list[str]:
    """What the gradient of a matrix was given for: H, H and b_h, or b_h alone."""
    bias = BIAS_OF.get(name)
    if bias is None or not has_biases(brought):
        return [name]
    known = parted({name: np.asarray(brought.gradients[name], np.float64)})
    return [part for part in (name, bias) if not np.isnan(known[part]).all()]


def allowed(
    brought: "Brought", reduction: str, window: int
) -> dict[str, Float64[np.ndarray, "..."]]:
    """By matrix and bias, how far each entry may be off and agree all the same."""
    given = given_gradients(brought.params, brought.gradients)
    trace = forward(brought.params, brought.inputs, brought.targets, brought.activation)
    words = (trace.inputs, trace.targets)
    net = network(brought.params, brought.activation, words)
    net = net._replace(reduction=reduction, window=window or None)
    digits = brought.digits or None
    if net.b_h is None:
        precision = read_precision(given, digits)
    else:
        precision = read_precision(given, told_digits(digits, given))
        given, precision = given_parts(given, precision)
    exact = evaluate(RIGHT, net, tuple(given))
    return Tolerance(net, tuple(given), precision).entries(RIGHT, exact)


def compared_parts(found: "Answer") -> dict[str, Part]:
    """Every matrix and bias that was given, in the order of the verdicts.

    All of a matrix agrees where its verdict says so.
    """
    brought = found.brought
    biased = has_biases(brought)
    room = allowed(brought, found.reduction, found.window)
    parts: dict[str, Part] = {}
    for name, verdict in found.report.matrices.items():
        given = {name: np.asarray(brought.gradients[name], np.float64)}
        true = {name: np.asarray(getattr(found.true, name))}
        if biased:
            given, true = parted(given), parted(true)
        for part in held_parts(brought, name):
            with np.errstate(invalid="ignore"):
                near = np.abs(given[part] - true[part]) <= room[part]
            parts[part] = Part(given[part], true[part], near | verdict.agrees)
    return parts


def part_verdicts(found: "Answer") -> dict[str, MatrixVerdict]:
    """The report's verdicts, with those of biases apart."""
    if not has_biases(found.brought):
        return dict(found.report.matrices)
    return {name: _verdict(part) for name, part in found.parts.items()}


def _verdict(part: Part) -> MatrixVerdict:
    off = np.where(part.agree, 0.0, np.abs(part.given - part.true))
    off = np.where(np.isnan(off), np.inf, off)
    worst = tuple(int(n) for n in np.unravel_index(off.argmax(), off.shape))
    size, most = float(np.abs(part.true).max()), float(off.max())
    relative = most / size if size else (np.inf if most else 0.0)
    numbers = float(part.given[worst]), float(part.true[worst])
    return MatrixVerdict(bool(part.agree.all()), relative, worst, *numbers)

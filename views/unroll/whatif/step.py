"""The data of the panel *step*: every loss before and after a step, and predicted."""

import numpy as np

from rnn_core import Gradients, gradient_step_losses, reduce_losses, slopes_along

from ...address.settings import Config, Selection
from ...model.model import Model
from ...runtime.cache import cached
from .curves import Curves, affordable_grid, insert_stop, picture
from .data_types import CurvesData

DECADES = range(-3, 3)
"""The powers of ten at which a rate's decades begin; the last ends at 1000."""
FINE = (10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 40, 45, 50, 56)
MANTISSAS = ((*FINE, 62, 70, 80, 90), (10, 15, 20, 30, 50, 70), (10, 20, 50))
GRIDS = tuple(
    (*(float(f"{m}e{d - 1}") for d in DECADES for m in mantissas), 1000.0)
    for mantissas in MANTISSAS
)
"""Where the slider stops. Rates differ by factors, and six decades of them in one
still picture show the promise kept, the best step and the one that is too long; so
stops and axis are logarithmic, and the promise, straight in the rate, is curved."""


def step(net: Model, selection: Selection, value: float, reduction: str) -> CurvesData:
    """What a gradient step with rate `value` does to every loss, for its picture.

    The gradient is that of J, which the losses make by `reduction`, and moves all of H,
    L, U and h0.
    """
    response = curves(net, value, reduction)
    data = picture(response, value, selection.t, reduction, net.trace.loss)
    return {
        **data,
        "kind": "step",
        "log": True,
        "axis": "rate",
        "label": "rate",
        "charts": [0, selection.t],
        "squared": -response.slope,
    }


def curves(net: Model, value: float, reduction: str) -> Curves:
    """The changes at all rates, `value` among them."""
    stops, actual = insert_stop(
        affordable_grid(net, GRIDS),
        value,
        lambda rates: _changes(net.config, reduction, rates, net),
    )
    slopes, slope = _slopes(net.config, reduction, net)
    return Curves(stops, actual, slopes, reduce_losses(actual, reduction), slope)


@cached
def _changes(
    config: Config, reduction: str, rates: tuple[float, ...], _net: Model
) -> np.ndarray:
    return gradient_step_losses(_net.trace, gradients(_net, reduction), rates)


@cached
def _slopes(config: Config, reduction: str, _net: Model) -> tuple[np.ndarray, float]:
    direction = gradients(_net, reduction)
    return slopes_along(_net.back, direction), -direction.squared_length()


def gradients(net: Model, reduction: str) -> Gradients:
    """The full gradient of J, which the losses make by `reduction`."""
    return net.back.gradients(reduction=reduction)

"""The gradient by back-propagation, by complex step and by central differences."""

from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float64

from rnn_core import COMPLEX_STEP, Gradients, numerical_gradient

from ..address.settings import Config
from ..model.indexing import one_based
from ..model.model import Model, model
from ..runtime.cache import cached
from .gradient_sample import (
    BYTES,
    Grid,
    logit_bytes,
    run_operations,
    sample_grids,
)

EXPONENTS = tuple(range(-12, 0))
"""The step sizes of central differences, as powers of ten."""
SPARSE = EXPONENTS[1::2]
"""Those that the curve tries where all of them take too much."""
CURVE_OPERATIONS = 8_600_000_000
"""What the curve over all step sizes may take, in products of float64."""

Values = Float64[np.ndarray, "..."]


class Numbers(NamedTuple):
    """One matrix by two routes; arrays (rows, columns) of the compared entries.

    engine: the gradient that is judged, truncated if that is asked for. complex: what
    it is held against, by complex step. largest: max(1, largest |gradient|) over the
    whole matrix, what errors are relative to.
    """

    grid: Grid
    engine: Values
    complex: Values
    largest: float


class Worst(NamedTuple):
    """The entry with the largest disagreement, and how large it is.

    i, j count from 1, as on the screen; at: its place in the arrays of Numbers.
    """

    matrix: str
    i: int
    j: int
    at: tuple[int, int]
    error: float


def gradient_numbers(
    config: Config, window: int, reduction: str = "sum", alike: bool = False
) -> dict[str, Numbers]:
    """The gradient of J, by the engine and by complex step.

    The engine's is truncated to `window` (0: not); the complex step is of the whole
    loss, or if `alike` of losses that are truncated too. It is a run forwards for each
    entry and never goes back.
    """
    return _numbers(config, window, reduction, alike and window > 0)


@cached
def _numbers(
    config: Config, window: int, reduction: str, alike: bool
) -> dict[str, Numbers]:
    net, width = model(config), window if alike else 0
    engine = net.back.gradients(window=window or None, reduction=reduction)
    whole = net.back.gradients(window=width or None, reduction=reduction)
    step = _complex_step(net, whole)
    out = {}
    for name, grid in sample_grids(net, width or None).items():
        entries = _entries(name, grid)
        shape = (len(grid.rows), len(grid.columns))
        derivative = numerical_gradient(
            *_network(net),
            name,
            entries,
            step=step,
            window=width or None,
            activation=config.activation,
            reduction=reduction,
        )
        largest = max(1.0, float(np.abs(getattr(whole, name)).max()))
        judged = getattr(engine, name)[entries].reshape(shape)
        out[name] = Numbers(grid, judged, derivative.reshape(shape), largest)
    return out


@cached
def _differences(
    config: Config, width: int, exponents: tuple[int, ...], reduction: str
) -> dict[str, Values]:
    """Central differences of losses truncated to `width`, 0: whole ones.

    (exponents, rows, columns) for each matrix.
    """
    return {
        name: _central(config, width, exponents, name, part.grid, reduction)
        for name, part in gradient_numbers(config, width, reduction, alike=True).items()
    }


@cached
def _followed(
    config: Config, matrix: str, row: int, column: int, reduction: str
) -> Values:
    """Central differences of one entry at each of SPARSE."""
    grid = gradient_numbers(config, 0, reduction)[matrix].grid.only(row, column)
    return _central(config, 0, SPARSE, matrix, grid, reduction).ravel()


def _central(
    config: Config,
    width: int,
    exponents: tuple[int, ...],
    matrix: str,
    grid: Grid,
    reduction: str,
) -> Values:
    net = model(config)
    entries = [np.tile(places, len(exponents)) for places in _entries(matrix, grid)]
    sizes = np.repeat([10.0**e for e in exponents], grid.size)
    difference = numerical_gradient(
        *_network(net),
        matrix,
        entries,
        "central",
        sizes,
        window=width or None,
        activation=config.activation,
        reduction=reduction,
    )
    return difference.reshape(-1, len(grid.rows), len(grid.columns))


def complex_step_gradients(
    config: Config, window: int, reduction: str = "sum", alike: bool = False
) -> dict[str, Values]:
    """The gradient by complex step, (rows, columns) for each matrix."""
    known = gradient_numbers(config, window, reduction, alike)
    return {name: part.complex for name, part in known.items()}


def central_gradients(
    config: Config,
    window: int,
    exponent: int,
    reduction: str = "sum",
    alike: bool = False,
) -> dict[str, Values]:
    """Central differences at step 10^exponent, (rows, columns) for each matrix.

    Of the whole loss, or if `alike` of one that is truncated to `window`.
    """
    width = window if alike else 0
    tried = EXPONENTS if is_quick(config, width) else (exponent,)
    every = _differences(config, width, tried, reduction)
    return {name: values[tried.index(exponent)] for name, values in every.items()}


def error_curve(
    config: Config, exponent: int, reduction: str = "sum"
) -> dict[int, float]:
    """The worst error of central differences at each of EXPONENTS, nothing truncated.

    In a large network that of one entry, the worst at step 10^exponent, at some of
    them: so the curve always goes through what the headline says.
    """
    known = gradient_numbers(config, 0, reduction)
    if is_quick(config):
        every = _differences(config, 0, EXPONENTS, reduction)
        errors = {
            name: np.abs(values - known[name].engine).max(axis=(1, 2))
            / known[name].largest
            for name, values in every.items()
        }
        highest = np.maximum.reduce(list(errors.values()))
        return dict(zip(EXPONENTS, highest.tolist(), strict=True))
    far = worst_entry(known, central_gradients(config, 0, exponent, reduction))
    part, (r, c) = known[far.matrix], far.at
    place = int(part.grid.rows[r]), int(part.grid.columns[c])
    followed = _followed(config, far.matrix, *place, reduction)
    missed = (np.abs(followed - part.engine[r, c]) / part.largest).tolist()
    errors_at = dict(zip(SPARSE, missed, strict=True)) | {exponent: far.error}
    return dict(sorted(errors_at.items()))


def is_quick(config: Config, width: int = 0) -> bool:
    """Whether all step sizes can be tried at all compared entries, by what that takes.

    `width`: the window to which the losses are truncated, 0 for none.
    """
    net, tried = model(config), len(EXPONENTS)
    grids = sample_grids(net, width or None)
    operations = sum(
        2 * tried * grid.size * run_operations(net, width or None, name)
        for name, grid in grids.items()
    )
    most = max(tried * grid.size * logit_bytes(net) for grid in grids.values())
    return operations < CURVE_OPERATIONS and most <= BYTES


def worst_entry(known: dict[str, Numbers], other: dict[str, Values]) -> Worst:
    """The entry whose gradient by another route is farthest from the engine's."""
    farthest = Worst("", 0, 0, (0, 0), -1.0)
    for name, part in known.items():
        errors = np.abs(other[name] - part.engine) / part.largest
        r, c = cell = divmod(int(errors.argmax()), errors.shape[1])
        if errors[cell] > farthest.error:
            i, j = one_based(part.grid.rows[r]), one_based(part.grid.columns[c])
            farthest = Worst(name, i, j, cell, float(errors[cell]))
    return farthest


def _entries(matrix: str, grid: Grid) -> tuple[np.ndarray, ...]:
    """Index arrays as NumPy takes them: h0 has rows only."""
    return grid.entries[:1] if matrix == "h0" else grid.entries


def _complex_step(net: Model, gradients: Gradients) -> float:
    """1e-30, or less where the network magnifies a step that much.

    Its imaginary parts have to stay far below 1 all the way to the losses.
    """
    sizes = [np.abs(array).max() for array in (*gradients, net.trace.logits)]
    return float(COMPLEX_STEP / min(1e250, max(1.0, *sizes)))


def _network(net: Model) -> tuple[Any, Any, Any]:
    return net.params, net.trace.inputs, net.trace.targets

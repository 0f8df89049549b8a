"""Compares the engine's gradient with two other routes, in sentences and heat maps."""

import math

import numpy as np

from rnn_core import truncation

from ..address.settings import Config
from ..model.indexing import one_based
from ..model.model import Model, model
from ..text.losses import WHOLE_LOSSES
from ..text.names import entry_name
from ..text.numerals import MINUS, plural, short
from .data_types import HeatMap, HeatmapsData, Shades
from .gradient_routes import (
    Numbers,
    Values,
    Worst,
    central_gradients,
    complex_step_gradients,
    gradient_numbers,
    is_quick,
    worst_entry,
)

SPAN, SWATCHES = 4, 5
"""How many powers of ten the heat maps shade, at least; how many the legend names."""
ROUTES = {
    "central": "central difference",
    "complex": "complex step",
    "truncated": "complex step, truncated alike",
}


def headline(
    config: Config,
    window: int,
    exponent: int,
    reduction: str = "sum",
    alike: bool = False,
) -> str:
    """The worst entry by either route, in one sentence, and what a window cuts.

    What truncation leaves out is no error of the routes: these judge the whole
    gradient or, if `alike`, the truncated one by losses that are truncated too.
    """
    alike = alike and window > 0
    width = window if alike else 0
    known = gradient_numbers(config, width, reduction, alike)
    near = worst_entry(known, complex_step_gradients(config, width, reduction, alike))
    rough = worst_entry(
        known, central_gradients(config, width, exponent, reduction, alike)
    )
    routes = (
        f"orst for complex step: {_said(near)}; for central differences at step "
        f"{power(exponent)}: {_said(rough)}."
    )
    if not window:
        return f"W{routes}"
    missed = truncation_miss(config, window, reduction)
    if not alike:
        return f"{missed} Not truncated, w{routes}"
    return (
        f"The gradient truncated to {plural(window, 'step')} is compared with losses "
        f"that are truncated alike. W{routes} {missed}"
    )


def truncation_miss(config: Config, window: int, reduction: str = "sum") -> str:
    """How far the truncated gradient is from that of the whole loss."""
    lost = truncation(model(config).back, window, reduction).discarded
    cut = f"Truncated to {plural(window, 'step')}, the gradient"
    if not any(part.any() for part in lost):
        return f"{cut} is the full one: what is discarded is 0."
    known = gradient_numbers(config, window, reduction)
    far = worst_entry(known, complex_step_gradients(config, window, reduction))
    if far.error == 0:
        return f"{cut} is that of the whole loss at every entry compared."
    return (
        f"{cut} differs from that of the whole loss, most at "
        f"{entry_name(far.matrix, far.i, far.j)}, by {short(far.error)}."
    )


def describe_comparison(window: int, route: str, reduction: str = "sum") -> str:
    """What a cell of the heat maps compares, and what it is relative to."""
    gradient, other = "engine", f"the {_route(window, route)}"
    if window:
        gradient = f"engine’s gradient, truncated to {plural(window, 'step')},"
        other += " of the whole loss"
    if window and route == "truncated":
        other = "the complex step of losses that are truncated alike"
    whole = WHOLE_LOSSES[reduction]
    return (
        f"A cell is an entry of the gradient of {whole.sign} = {whole.formula}, "
        f"{whole.words}: how far the {gradient} is from {other}, relative to 1 or, if "
        f"larger, its matrix’s largest entry."
    )


def _route(window: int, route: str) -> str:
    """What the engine is compared with, in words."""
    return ROUTES["complex" if route == "truncated" and not window else route]


def describe_coverage(config: Config, window: int, alike: bool = False) -> str:
    """How many entries were compared, out of how many, and what truncation keeps."""
    known = gradient_numbers(config, window, alike=alike)
    done = sum(part.grid.size for part in known.values())
    total = sum(part.grid.of[0] * part.grid.of[1] for part in known.values())
    text = f"All {total:,} entries are compared."
    if done < total:
        text = (
            f"{done:,} of {total:,} entries are compared, spread over rows and "
            "columns, words that are read or predicted first."
        )
    if not is_quick(config):
        text += " The curve below follows the worst of them alone."
    if window:
        last = "step" if window == 1 else f"{window} steps"
        text += (
            f" Truncated: each loss keeps H and L in its last {last} only, and h⁽⁰⁾ "
            "where that reaches it."
        )
    return text


def power(exponent: int) -> str:
    """A power of ten, written as on the slider: 1e−5."""
    return f"1e{exponent}".replace("-", MINUS)


def kink_warning(config: Config) -> str:
    """A warning where ReLU's kink may spoil a difference; "" for smooth activations."""
    if config.activation != "relu":
        return ""
    z = model(config).trace.z
    step, unit = divmod(int(np.abs(z).argmin()), z.shape[1])
    return (
        "ReLU has a kink at z = 0, and a step that carries a unit across it mixes two "
        f"slopes. The nearest is unit {one_based(unit)} at step {one_based(step)}, "
        f"z = {short(float(z[step, unit]))}."
    )


def heatmaps(
    config: Config,
    window: int,
    exponent: int,
    route: str,
    reduction: str = "sum",
    present: bool = False,
) -> HeatmapsData:
    """The four heat maps: a cell an entry, its disagreement with the engine."""
    net, alike = model(config), route == "truncated"
    known = gradient_numbers(config, window, reduction, alike)
    near = complex_step_gradients(config, window, reduction, alike)
    rough = central_gradients(config, window, exponent, reduction, alike)
    compared = rough if route == "central" else near
    far = worst_entry(known, compared)
    maps = [
        _map(net, name, part, near[name], rough[name], compared[name])
        for name, part in known.items()
    ]
    outlined = "The worst entry is outlined. " if far.error else ""
    return {
        "maps": maps,
        "worst": {"matrix": far.matrix, "i": far.i, "j": far.j} if far.error else None,
        **colour_limits([e for part in maps for row in part["errors"] for e in row]),
        "route": _route(window, route),
        "step": f"1e{exponent}",
        "rest": outlined + "Point at a cell for its three numbers.",
        "present": present,
    }


def colour_limits(errors: list[float]) -> Shades:
    """The powers of ten at the ends of the colour scale, and those in its legend.

    They are those that the cells name, and SPAN of them if these are fewer: the largest
    is the darkest. Where nothing differs there is nothing to shade.
    """
    powers = [round(math.log10(e)) for e in errors if e > 0]
    if not powers:
        return {"scale": [0, 0], "swatches": []}
    high = max(powers)
    low = min(*powers, high - SPAN + 1)
    shown = np.linspace(low, high, min(high - low + 1, SWATCHES)).round().astype(int)
    return {"scale": [low, high], "swatches": shown.tolist()}


def _map(
    net: Model, name: str, part: Numbers, near: Values, rough: Values, compared: Values
) -> HeatMap:
    grid = part.grid
    rows, columns = grid.of
    size = f"{rows:,}" if name == "h0" else f"{rows:,} × {columns:,}"
    return {
        "matrix": name,
        "title": matrix_symbol(name),
        "size": size if grid.size == rows * columns else f"{grid.size} of {size}",
        "rows": [one_based(r) for r in grid.rows.tolist()],
        "columns": [one_based(c) for c in grid.columns.tolist()],
        "words": [
            net.word(token) for token in {"L": grid.columns, "U": grid.rows}[name]
        ]
        if name in "LU"
        else [],
        "engine": part.engine.tolist(),
        "complex": near.tolist(),
        "central": rough.tolist(),
        "errors": (np.abs(compared - part.engine) / part.largest).tolist(),
    }


def matrix_symbol(matrix: str) -> str:
    """A matrix in running text: H, h⁽⁰⁾."""
    return "h⁽⁰⁾" if matrix == "h0" else matrix


def _said(entry: Worst) -> str:
    if entry.error == 0:
        return "none, every digit agrees"
    return f"{entry_name(entry.matrix, entry.i, entry.j)}, {short(entry.error)}"

"""Compares the engine's gradient with two other routes, in sentences and heat maps."""

import math
from typing import Any

import numpy as np

from ..address.settings import Config
from ..model.indexing import one_based
from ..model.model import Model, model
from ..text.names import HIGH, LOW
from ..text.numerals import MINUS, short
from .gradient_routes import (
    Numbers,
    Reduction,
    Values,
    Worst,
    central,
    exact,
    numbers,
    quick,
    worst,
)

SPAN, SWATCHES = 4, 5
"""How many powers of ten the heat maps shade, at least; how many the legend names."""
LOSS = {"sum": "J = Σₜ J⁽ᵗ⁾, the sum", "mean": "J̄ = Σₜ J⁽ᵗ⁾ / T, the mean"}
"""What the gradient is of, over t."""
ROUTES = {"complex": "complex step", "central": "central difference"}


def entry(matrix: str, i: int, j: int) -> str:
    """An entry in running text: H₂₁, H₁₀,₂, h₂⁽⁰⁾."""
    row, column = str(i).translate(LOW), str(j).translate(LOW)
    if matrix == "h0":
        return f"h{row}⁽{'0'.translate(HIGH)}⁾"
    return matrix + (row + column if i < 10 and j < 10 else f"{row},{column}")


def headline(
    config: Config, window: int, exponent: int, reduction: Reduction = "sum"
) -> str:
    """The worst entry by either route, in one sentence."""
    known = numbers(config, window, reduction)
    near = worst(known, exact(config, window, reduction))
    rough = worst(known, central(config, window, exponent, reduction))
    return (
        f"Worst for complex step: {_said(near)}; for central differences at step "
        f"{power(exponent)}: {_said(rough)}."
    )


def coverage(config: Config, window: int) -> str:
    """How many entries were compared, out of how many, and what truncation keeps."""
    known = numbers(config, window)
    done = sum(one.grid.size for one in known.values())
    total = sum(one.grid.of[0] * one.grid.of[1] for one in known.values())
    text = f"All {total:,} entries are compared."
    if done < total:
        text = (
            f"{done:,} of {total:,} entries are compared, spread over rows and "
            "columns, words that are read or predicted first."
        )
    if not quick(config, window):
        text += " The curve below follows the worst of them alone."
    if window:
        last = "step" if window == 1 else f"{window} steps"
        text += f" Truncated: each loss keeps H and L in its last {last} only."
    return text


def power(exponent: int) -> str:
    """A power of ten, written as on the slider: 1e−5."""
    return f"1e{exponent}".replace("-", MINUS)


def kink(config: Config) -> str:
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
    reduction: Reduction = "sum",
) -> dict[str, Any]:
    """The four heat maps: a cell an entry, its disagreement with the engine."""
    net, known = model(config), numbers(config, window, reduction)
    near = exact(config, window, reduction)
    rough = central(config, window, exponent, reduction)
    compared = near if route == "complex" else rough
    far = worst(known, compared)
    maps = [
        _map(net, name, one, near[name], rough[name], compared[name])
        for name, one in known.items()
    ]
    outlined = "The worst entry is outlined. " if far.error else ""
    return {
        "maps": maps,
        "worst": {"matrix": far.matrix, "i": far.i, "j": far.j} if far.error else None,
        **shades([e for one in maps for row in one["errors"] for e in row]),
        "route": ROUTES[route],
        "step": f"1e{exponent}",
        "rest": outlined + "Point at a cell for its three numbers.",
    }


def shades(errors: list[float]) -> dict[str, list[int]]:
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
    net: Model, name: str, one: Numbers, near: Values, rough: Values, compared: Values
) -> dict[str, Any]:
    grid = one.grid
    rows, columns = grid.of
    size = f"{rows:,}" if name == "h0" else f"{rows:,} × {columns:,}"
    return {
        "matrix": name,
        "title": symbol(name),
        "size": size if grid.size == rows * columns else f"{grid.size} of {size}",
        "rows": [one_based(r) for r in grid.rows.tolist()],
        "columns": [one_based(c) for c in grid.columns.tolist()],
        "words": [
            net.word(token) for token in {"L": grid.columns, "U": grid.rows}[name]
        ]
        if name in "LU"
        else [],
        "engine": one.engine.tolist(),
        "complex": near.tolist(),
        "central": rough.tolist(),
        "errors": (np.abs(compared - one.engine) / one.largest).tolist(),
    }


def symbol(matrix: str) -> str:
    """A matrix in running text: H, h⁽⁰⁾."""
    return "h⁽⁰⁾" if matrix == "h0" else matrix


def _said(found: Worst) -> str:
    if found.error == 0:
        return "none, every digit agrees"
    return f"{entry(found.matrix, found.i, found.j)}, {short(found.error)}"

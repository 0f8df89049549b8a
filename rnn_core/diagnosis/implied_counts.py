"""How often a recipe counts each cell of the triangle, read off its knobs."""

from collections.abc import Iterator

import numpy as np

from .passes import Net, Recipe, count_matrix
from .passes.gathering import step_mask
from .passes.output import loss_factors
from .passes.recipe import gather_of, meant_triangle
from .passes.scales import scale_value


def implied_counts(recipe: Recipe, net: Net) -> Iterator[np.ndarray]:
    """[t, s] as H's gradient adds it up, and as L's; both (T, T).

    Whether these are the numbers' counts is for the numbers to say: a recipe may have
    other knobs turned too.
    """
    counts = count_matrix(recipe.triangle or meant_triangle(net), net.steps)
    losses = recipe.output.losses
    unit = net.steps if net.reduction == "mean" else 1
    kept_losses = loss_factors(net, losses) * unit
    if losses in ("last on the way", "all in U"):
        kept_losses[:-1] = 0
    counts = counts * kept_losses[:, None]
    for name in ("H", "L"):
        kept = step_mask(gather_of(recipe, name).steps, net.steps)
        factor = scale_value(recipe.scales.get(name, ()), net)
        yield counts * kept * factor

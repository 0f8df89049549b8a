"""A recipe: all knobs of one backward pass, and its gradients on a network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .gathering import (
    RIGHT_FACTORS,
    Gather,
    hidden_state,
    output_state,
    start_gradients,
    step_mask,
    word_weights,
)
from .network import Net
from .output import Output, output_errors
from .scales import Scale, scale_value
from .states import Forward, Run, run
from .triangle import Setting, count_matrix
from .way_back import Back, Errors, errors_back


@dataclass(frozen=True)
class Recipe:
    """The knobs of every stage; the default is right.

    triangle: None for what is meant.  gathers, scales: by matrix.  clip: None, or the
    bound that entries are cut to.  norm: None, or ("each" or "all", bound) where
    matrices are scaled down to a norm.
    """

    forward: Forward = field(default_factory=Forward)
    output: Output = field(default_factory=Output)
    back: Back = field(default_factory=Back)
    triangle: Setting | None = None
    gathers: Mapping[str, Gather] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    clip: float | None = None
    norm: tuple[str, float] | None = None


RIGHT = Recipe()
HELD_IN = {"b_h": "H", "b_y": "U"}
"""The matrix that a bias is gathered and scaled like, where nothing else is said."""


def meant_triangle(net: Net) -> Setting:
    """The triangle that is right: all, or the window that is meant."""
    return ("window", net.steps if net.window is None else net.window)


def evaluate(recipe: Recipe, net: Net, names: Iterable[str]) -> dict[str, np.ndarray]:
    """The gradients that the recipe makes of a network, by name."""
    with np.errstate(all="ignore"):
        return _evaluate(recipe, net, tuple(names))


def _evaluate(
    recipe: Recipe, net: Net, names: tuple[str, ...]
) -> dict[str, np.ndarray]:
    states = run(net, recipe.forward)
    output = output_errors(net, states, recipe.output)
    errors = errors_back(net, states, output, recipe.back)
    counts = count_matrix(recipe.triangle or meant_triangle(net), net.steps)
    found = {}
    for name in names:
        how = gather_of(recipe, name)
        if name == "b_y":
            found[name] = summed_output(gather_of(recipe, name), net, output.err)
        elif name == "U":
            found[name] = gathered_output(how, net, states, output.err)
        else:
            found[name] = gathered(name, how, net, states, errors, counts)
    return _cut(recipe, net, found)


def gather_of(recipe: Recipe, name: str) -> Gather:
    """How a recipe gathers one matrix."""
    held = HELD_IN.get(name, name)
    right = Gather(RIGHT_FACTORS[held])
    return recipe.gathers.get(name, recipe.gathers.get(held, right))


def gathered(
    name: str,
    how: Gather,
    net: Net,
    states: Run,
    errors: Errors,
    counts: np.ndarray,
) -> np.ndarray:
    """The gradient of H, L, b_h or h0 from the errors at steps, counted by `counts`."""
    counts = counts.astype(net.H.dtype)
    at_h = how.before and name != "h0"
    delta = np.einsum("ts,std->sd", counts, errors.before if at_h else errors.delta)
    if name == "h0":
        felt, handed = counts[:, 0] @ errors.felt, counts[:, 0] @ errors.handed
        return start_gradients(net, states, delta, felt, handed, errors.start)[
            how.factor
        ]
    weights = step_mask(how.steps, net.steps)
    if name == "b_h":
        return weights.astype(net.H.dtype) @ delta
    if name == "H":
        shares = delta * weights.astype(net.H.dtype)[:, None]
        H: np.ndarray = shares.T @ hidden_state(net, states, how.factor)
        return H.T if how.transposed else H
    words = net.x if how.factor == "inputs" else net.y
    weights = word_weights(words, how.words, weights)
    L = np.zeros_like(net.L)
    if how.words == "every column":
        L += (weights.astype(net.H.dtype) @ delta)[:, None]
        return L
    np.add.at(L.T, words, delta * weights.astype(net.H.dtype)[:, None])
    return L


def gathered_output(how: Gather, net: Net, states: Run, err: np.ndarray) -> np.ndarray:
    """The gradient of U from the errors of the logits."""
    mask = step_mask(how.steps, net.steps).astype(net.H.dtype)
    U: np.ndarray = err.T @ (output_state(net, states, how.factor) * mask[:, None])
    return U


def summed_output(how: Gather, net: Net, err: np.ndarray) -> np.ndarray:
    """The gradient of b_y from the errors of the logits."""
    b_y: np.ndarray = step_mask(how.steps, net.steps).astype(net.H.dtype) @ err
    return b_y


def _cut(
    recipe: Recipe, net: Net, found: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    for name in found:
        scale = recipe.scales.get(name, recipe.scales.get(HELD_IN.get(name, name)))
        if scale:
            found[name] = found[name] * found[name].dtype.type(scale_value(scale, net))
    if recipe.norm is not None:
        which, bound = recipe.norm
        norms = {name: float(np.linalg.norm(g)) for name, g in found.items()}
        whole = float(np.linalg.norm([*norms.values()]))
        for name, g in found.items():
            norm = whole if which == "all" else norms[name]
            if norm > bound:
                found[name] = g * g.dtype.type(bound / norm)
    if recipe.clip is not None:
        found = {n: np.clip(g, -recipe.clip, recipe.clip) for n, g in found.items()}
    return found

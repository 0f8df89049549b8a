"""What a network in training is like: its loss on the text, and how far it reaches."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64

from ..checks import frozen
from ..cuts import kept_instances
from ..forward_pass import softmax_loss
from ..params import Params
from ..reduction import counted_losses
from ..states import compute_states
from ..summary import short_repr
from ..truncated_gradients import Share, share, vector_length
from .descent import Run, clip_factor, norm_of, run_window, word_sums
from .recipe import Recipe
from .sweeps import errors_by_distance

Ids = Int64[np.ndarray, " T"]
Rows = Float64[np.ndarray, "T D"]


class Look(NamedTuple):
    """The network after `step` steps.

    text_loss: the mean loss of the text's words, each in its training window, which
    begins at h^(0); its exponential is the perplexity. Of windows evenly over the text,
    where all of them would cost too much.
    The rest is of the first window. reach (T,): [d-1] is the root mean square over t
    of the norm of dJ^(t)/dH^(t-d), untruncated. kept: how the gradient of H, L and U
    that the recipe's truncation keeps compares with the full one. clip: what clipping
    would multiply the kept one by.
    """

    step: int
    text_loss: float
    reach: Float64[np.ndarray, " T"]
    kept: Share
    clip: float

    def __repr__(self) -> str:
        return short_repr(self)

    @property
    def finite(self) -> bool:
        """Whether no number overflowed; kept may be nan, for a gradient of 0."""
        return bool(np.isfinite([self.text_loss, self.clip, *self.reach]).all())


def look_at(
    step: int,
    weights: Params,
    windows: list[tuple[Ids, Ids]],
    activation: str,
    recipe: Recipe,
) -> Iterator[Look | None]:
    """Look at the weights in short bits: None after each, the Look at last.

    windows: what each reads, and its targets, the first one first.
    """
    total = 0.0
    for x, y in windows:
        with np.errstate(all="ignore"):
            h, _, _ = compute_states(weights, x, activation)
            _, loss, _ = softmax_loss(h[1:].dot(weights.U.T), y)
            total += float(np.add.reduce(loss))
        yield None
    text_loss = total / sum(len(y) for _, y in windows)
    x, y = windows[0]
    reach = np.zeros(len(x))
    with np.errstate(all="ignore"):
        run = run_window(weights, x, y, activation, "sum")
        sizes = np.array([vector_length([row]) for row in run.h[:-1]])
        counts, scale = counted_losses(recipe.reduction, len(x))
    yield None
    keeps = kept_instances(len(x), recipe.window or None, recipe.cut)
    kept, lost = np.zeros_like(run.direct), np.zeros_like(run.direct)
    distances = errors_by_distance(run.direct, run.slope, weights.H)
    for distance in range(len(x)):
        with np.errstate(all="ignore"):
            error = next(distances)
            reach[distance] = _root_mean_square(error, sizes)
            is_kept = np.diagonal(keeps, -distance)[:, None]
            weighted = error * counts[distance:, None]
            kept[: len(error)] += np.where(is_kept, weighted, 0.0)
            lost[: len(error)] += np.where(is_kept, 0.0, weighted)
        yield None
    with np.errstate(all="ignore"):
        share_kept, norm = _kept_share(run, x, kept, lost, counts)
    clip = clip_factor(norm * scale, recipe.clip) if np.isfinite(norm) else np.nan
    yield Look(step, text_loss, frozen(reach), share_kept, clip)


def _kept_share(
    run: Run, inputs: Ids, kept: Rows, lost: Rows, counts: Float64[np.ndarray, " T"]
) -> tuple[Share, float]:
    """How kept and full gradients of H, L, U compare; the norm of the kept one.

    Of U's nothing is lost, so that its norm may stand for it.
    """
    U = norm_of([(run.delta_o * counts[:, None]).T.dot(run.h[1:])])
    pairs = [
        (kept.T.dot(run.h[:-1]), lost.T.dot(run.h[:-1])),
        (word_sums(inputs, kept)[1], word_sums(inputs, lost)[1]),
        (np.array([U]), np.zeros(1)),
    ]
    return share(pairs), norm_of([part for part, _ in pairs])


def _root_mean_square(error: Rows, sizes: Float64[np.ndarray, " T"]) -> float:
    """Of |dJ^(t)/dH^(k)| = |delta^(k+1<-t)| |h^(k)| over the rows, k = 0, 1, ..."""
    products = error * sizes[: len(error), None]
    return vector_length([products]) / np.sqrt(len(error))

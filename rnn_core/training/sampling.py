"""The words that a network would say."""

from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike

from ..activation import named_activation
from ..checks import expect, frozen, real_array, token_ids, whole_number
from ..forward_pass import softmax_loss
from ..params import Params
from ..states import compute_states
from ..summary import short_repr
from .weights import unchecked


class Sample(NamedTuple):
    """ids (length,): the words said.

    yhat (length, |V|): the probabilities that each was drawn with.
    """

    ids: Int64[np.ndarray, " N"]
    yhat: Float64[np.ndarray, "N V"]

    def __repr__(self) -> str:
        return short_repr(self)


def sample(
    params: Params,
    activation: str,
    prompt: ArrayLike,
    length: int,
    temperature: float = 1.0,
    seed: int = 0,
) -> Sample:
    """Let the network read a prompt, then say words, reading each that it said.

        p = softmax(o / temperature)

    and each word is drawn from p with `default_rng(seed)`: one number u a word, which
    takes the first word whose cumulated probability is above u. Temperature 1 says what
    the network believes, near 0 only the likeliest word, a large one any.

    prompt: ids, at least one. ValueError: no prompt, an id outside the vocabulary,
    length below 1, a temperature that is not above 0, an unknown activation, weights so
    large that numbers overflow. TypeError: no Params, no numbers.
    """
    expect("params", params, Params)
    named_activation(activation)
    words = token_ids("prompt", prompt, params.vocab)
    length, seed = whole_number("length", length, 1), whole_number("seed", seed, 0)
    (heat,) = real_array("temperature", [temperature], "1")
    if heat <= 0:
        raise ValueError(f"temperature is {temperature}; it must be above 0")
    draws = np.random.default_rng(seed).random(length)
    ids, yhat = np.empty(length, np.int64), np.empty((length, params.vocab))
    h = params.h0
    for n, u in enumerate(draws):
        with np.errstate(all="ignore"):
            at = unchecked(params.H, params.L, params.U, h)
            h = compute_states(at, words, activation)[0][-1]
            yhat[n] = _probabilities(params.U.dot(h), heat)
        if not np.isfinite(yhat[n]).all():
            raise ValueError(f"params are too large: the logits overflow at word {n}")
        cumulated = np.cumsum(yhat[n])
        ids[n] = np.searchsorted(cumulated, u * cumulated[-1], side="right")
        words = ids[n : n + 1]
    return Sample(frozen(ids), frozen(yhat))


def _probabilities(
    logits: Float64[np.ndarray, " V"], temperature: Any
) -> Float64[np.ndarray, " V"]:
    """softmax(logits / temperature); the largest logit divides to 0 first."""
    lifted = (logits - logits.max()) / temperature
    return softmax_loss(lifted[None], np.array([logits.argmax()]))[0][0]

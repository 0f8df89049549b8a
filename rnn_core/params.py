"""The weights of the network."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from jaxtyping import Float64
from numpy.typing import ArrayLike

from .checks import frozen, real_array, whole_number
from .summary import short_repr


@dataclass(frozen=True, eq=False)
class Params:
    """The weights of a recurrent language model, float64 and read-only.

        z^(t) = H h^(t-1) + L[:, x_t],   h^(t) = sigma(z^(t)),   o^(t) = U h^(t)

    H: hidden to hidden, (D_h, D_h).  L: one column a word, (D_h, |V|).
    U: hidden to output, (|V|, D_h).  h0: the initial state h^(0), (D_h,).

    Anything array-like is taken and copied. ValueError: a shape that does not fit the
    others, an empty array, an entry that is not finite. TypeError: not real numbers.
    Source: section 2.
    """

    H: Float64[np.ndarray, "D D"]
    L: Float64[np.ndarray, "D V"]
    U: Float64[np.ndarray, "V D"]
    h0: Float64[np.ndarray, " D"]

    __repr__ = short_repr

    def __init__(self, H: Any, L: Any, U: Any, h0: Any) -> None:
        arrays = {
            "H": real_array("H", H, "D_h D_h"),
            "L": real_array("L", L, "D_h |V|"),
            "U": real_array("U", U, "|V| D_h"),
            "h0": real_array("h0", h0, "D_h"),
        }
        hidden, vocab = arrays["L"].shape
        fits = {"H": (hidden, hidden), "U": (vocab, hidden), "h0": (hidden,)}
        for name, shape in fits.items():
            if arrays[name].shape != shape:
                raise ValueError(
                    f"{name} has shape {arrays[name].shape}; with L of shape "
                    f"{(hidden, vocab)}, that is D_h = {hidden} and |V| = {vocab}, "
                    f"it must be {shape}"
                )
        for name, array in arrays.items():
            object.__setattr__(self, name, array)

    @classmethod
    def random(
        cls, hidden: int, vocab: int, seed: int = 0, scale: float = 1.0
    ) -> "Params":
        """Weights drawn from `default_rng(seed)` in the order H, L, U, h0.

        H, L and U are standard normal times `scale`, H and U over sqrt(D_h); h0 is
        uniform on (0, 1): a zero h0 would silence instance 0.
        """
        hidden = whole_number("hidden", hidden, 1)
        vocab = whole_number("vocab", vocab, 1)
        seed = whole_number("seed", seed, 0)
        (factor,) = real_array("scale", [scale], "1")
        if factor <= 0:
            raise ValueError(f"scale is {scale}; it must be above 0")
        draw = np.random.default_rng(seed)
        with np.errstate(over="ignore"):
            H = draw.standard_normal((hidden, hidden)) * factor / np.sqrt(hidden)
            L = draw.standard_normal((hidden, vocab)) * factor
            U = draw.standard_normal((vocab, hidden)) * factor / np.sqrt(hidden)
        if not all(np.isfinite(weights).all() for weights in (H, L, U)):
            raise ValueError(f"scale is {scale}; that large, the weights overflow")
        return cls(H, L, U, draw.uniform(size=hidden))

    @property
    def hidden(self) -> int:
        """The hidden size D_h."""
        return self.L.shape[0]

    @property
    def vocab(self) -> int:
        """The vocabulary's size |V|."""
        return self.L.shape[1]

    @cached_property
    def without_last_unit(self) -> "Params":
        """The weights of all units but the last."""
        H, L, U, h0 = self.H[:-1, :-1], self.L[:-1], self.U[:, :-1], self.h0[:-1]
        return Params(H, L, U, h0)

    @cached_property
    def row_condition(self) -> float:
        """H's condition number, largest singular value over smallest, once its rows
        are scaled to entries of one size; infinite where one is 0.
        """
        sizes = np.abs(self.H).max(axis=1)
        rows = np.ldexp(self.H, -np.frexp(sizes)[1][:, None])
        values = np.linalg.svd(rows, compute_uv=False)
        return float(values[0] / values[-1]) if values[-1] > 0 else np.inf


def orthogonal(matrix: ArrayLike) -> Float64[np.ndarray, "D D"]:
    """The orthogonal factor Q of matrix = Q R, with positive diagonal of R.

    Of a standard normal matrix it is uniform among the orthogonal ones. ValueError: not
    square, or not finite.
    """
    square = real_array("matrix", matrix, "D D")
    if square.shape[0] != square.shape[1]:
        raise ValueError(f"matrix has shape {square.shape}; it must be square")
    q, r = np.linalg.qr(square)
    return frozen(q * np.where(np.diag(r) < 0, -1.0, 1.0))

"""Singular values of a matrix with rows of very different size, by Jacobi rotations."""

import numpy as np
from jaxtyping import Float64

SWEEPS = 24
"""Rounds over all pairs of rows at most; rows of one size take six or so."""
ORTHOGONAL = 1e-15
"""Rows whose cosine is below this are orthogonal."""


def log_singular_values_of_rows(
    rows: Float64[np.ndarray, "m D"], scales: Float64[np.ndarray, " m"] | float = 0.0
) -> Float64[np.ndarray, " m"]:
    """Logarithms of the singular values of the rows, row i times exp(scales[i]).

    Right to the last digits also of the small ones where rows are graded; an SVD is
    right relative to the largest alone. Minus infinity for a row of zeros. Source: J.
    Demmel, K. Veselic, SIAM J. Matrix Anal. Appl. 13 (1992).
    """
    with np.errstate(divide="ignore"):
        logs = np.log(np.linalg.norm(rows, axis=1)) + scales
    order = np.argsort(-logs, kind="stable")
    logs = logs[order]
    alive = int(np.isfinite(logs).sum())
    units = rows[order][:alive]
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    for _ in range(SWEEPS):
        largest = 0.0
        for p in range(alive - 1):
            for q in range(p + 1, alive):
                cosine = float(units[p] @ units[q])
                if abs(cosine) > ORTHOGONAL:
                    largest = max(largest, abs(cosine))
                    a, b = (p, q) if logs[p] >= logs[q] else (q, p)
                    _turn(units, logs, a, b, cosine)
        if largest <= ORTHOGONAL:
            break
    return logs


def _turn(
    units: Float64[np.ndarray, "m D"],
    logs: Float64[np.ndarray, " m"],
    large: int,
    small: int,
    cosine: float,
) -> None:
    """Make two rows orthogonal; their ratio may be below every float64.

    tangent = 1 / (x + sign(x) sqrt(1 + x^2)), x = (ratio - 1 / ratio) / (2 cosine);
    both are kept divided and multiplied by the ratio.
    """
    ratio = np.exp(logs[small] - logs[large])
    x = (ratio - 1) * (ratio + 1) / (2 * cosine)
    slope = 1 / (x + np.copysign(np.hypot(ratio, x), x))
    tangent = slope * ratio
    rows = [
        units[large] - tangent * ratio * units[small],
        slope * units[large] + units[small],
    ]
    shrink = np.log(np.hypot(1, tangent))
    for place, row in zip((large, small), rows, strict=True):
        size = np.linalg.norm(row)
        units[place] = row / size
        logs[place] += np.log(size) - shrink

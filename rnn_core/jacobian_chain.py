"""The factors of dh^(t)/dh^(s), and whether float64 arithmetic is enough for them.

D_k = diag(sigma'(z^(k))) H. Plain arithmetic keeps them where H is well conditioned and
no slope is 0 or next to it. Elsewhere a product may be singular, or cancel to far less
than its factors: its rank is then found exactly, and its size in integers where a
perturbed copy of the factors shows that rounding decides.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float64

from .checks import position
from .states import States

CONDITION = 1e6
"""Up to this condition number of H, rows scaled alike, plain arithmetic is trusted."""
FLAT = 1e-290
"""Slopes below this have too few digits for plain arithmetic."""
NUDGE = 2.0**-40
"""Perturbed factors differ by so much, relative: thousands of roundings."""
ALIKE = 1e-8
"""Logarithms that a perturbation moves by less are right to ten digits or more."""
INTEGER_WORK = 400_000
"""Products of integers that one question may take: D_h^3 (t - s) of them."""


@dataclass(frozen=True, eq=False)
class JacobianChain:
    """The factors of D_t ... D_{s+1}: H, and the slopes from the earliest step on.

    Of the real units, as everything that is made of them.
    """

    H: Float64[np.ndarray, "D D"]
    slope: Float64[np.ndarray, "n D"]
    condition: float

    @classmethod
    def between(cls, states: States, t: int, s: int) -> "JacobianChain":
        """The factors of dh^(t)/dh^(s). IndexError: t or s is no state, or s > t."""
        expect_states(states)
        t = position("t", t, states.steps + 1)
        s = position("s", s, t + 1)
        real = states.real
        return cls(real.H, states.slope[s:t, : real.hidden], real.row_condition)

    @cached_property
    def plain(self) -> bool:
        """Whether float64 arithmetic keeps the digits of every product of these."""
        smallest = self.slope.min(initial=np.inf)
        return bool(self.condition <= CONDITION and smallest > FLAT)

    @property
    def affordable(self) -> bool:
        """Whether the product can be found in integers within INTEGER_WORK."""
        return len(self.slope) * len(self.H) ** 3 <= INTEGER_WORK

    def perturbed(self) -> "JacobianChain":
        """The same factors, each nonzero number moved by up to NUDGE, relative."""
        draw = np.random.default_rng(0)
        H, slope = (
            array * (1 + NUDGE * draw.uniform(-1, 1, array.shape))
            for array in (self.H, self.slope)
        )
        return JacobianChain(H, slope, self.condition)


def alike(
    logs: Float64[np.ndarray, "..."], perturbed: Float64[np.ndarray, "..."], steps: int
) -> bool:
    """Whether logarithms of sizes hardly changed when the factors were perturbed."""
    finite: Bool[np.ndarray, ...] = np.isfinite(logs)
    if not np.array_equal(finite, np.isfinite(perturbed)):
        return False
    moves = np.abs(logs[finite] - perturbed[finite])
    return bool((moves <= perturbation_limit(steps)).all())


def perturbation_limit(steps: int) -> float:
    """How far a product may move when so many factors are perturbed."""
    return ALIKE * max(1.0, steps / 10)


def expect_states(value: object, name: str = "states") -> None:
    """Raise TypeError unless `value` has states and slopes."""
    if not isinstance(value, States):
        raise TypeError(
            f"{name} is {type(value).__name__}; it must be a States or a Trace"
        )

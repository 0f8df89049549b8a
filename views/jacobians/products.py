"""Products of Jacobians, and those with two factors swapped, computed once each."""

from rnn_core import ProductTable, Scaled, SwappedFactors

from ..address.settings import Config
from ..runtime.cache import cached
from .horizon import horizon


@cached
def _table(config: Config, steps: int, t: int) -> ProductTable:
    """dh^(t)/dh^(s) for every s."""
    return ProductTable(horizon(config, steps).states, t)


def product(config: Config, steps: int, t: int, s: int) -> Scaled:
    """dh^(t)/dh^(s)."""
    return _table(config, steps, t).product(s)


def log_norm(config: Config, steps: int, t: int, s: int) -> float:
    """The natural logarithm of ||dh^(t)/dh^(s)||_2."""
    return product(config, steps, t, s).log_norm(2)


@cached
def swapped_factors(
    config: Config, steps: int, t: int, s: int, n: int
) -> SwappedFactors:
    """dh^(t)/dh^(s) with D_n and D_{n+1} swapped, beside the product itself."""
    return _table(config, steps, t).swapped(s, n)

"""The search for the mistakes that explain a gradient."""

from .assemble import Explanation
from .matching import Scales
from .target import Target, make_target
from .walk import SHARED, Search

__all__ = ["SHARED", "Explanation", "Scales", "Search", "Target", "make_target"]

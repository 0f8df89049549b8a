"""Training of a network on a text, and the words that it says.

`recipe` says how, `descent` is one step and `sweeps` its way back; `training` runs the
steps, with `looks` at the network between them, `checkpoints` to come back to and a
limit on the `cost`. `sampling` lets a network speak.
"""

from .looks import Look
from .recipe import Recipe
from .sampling import Sample, sample
from .training import OverflowedError, Training

__all__ = ["Look", "OverflowedError", "Recipe", "Sample", "Training", "sample"]

"""A family of backward passes: a right one with knobs, each at right or turned."""

from .gathering import Gather
from .network import Net
from .output import Output, output_errors
from .recipe import RIGHT, Recipe, evaluate
from .states import Forward, Run, run
from .triangle import count_matrix
from .way_back import Back, Errors, errors_back

__all__ = [
    "RIGHT",
    "Back",
    "Errors",
    "Forward",
    "Gather",
    "Net",
    "Output",
    "Recipe",
    "Run",
    "count_matrix",
    "errors_back",
    "evaluate",
    "output_errors",
    "run",
]

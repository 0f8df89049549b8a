"""The pictures of Unroll in a notebook: what a weight's instances add to a gradient.

from unrolled_notebook import show

widget = show(back, "H", 0, 1)  # back: a Backward of rnn_core
widget.pick                     # what was picked in the pictures
"""

from .pick import Pick
from .widget import Pictures, show

__all__ = ["Pick", "Pictures", "show"]

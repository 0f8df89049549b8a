"""Reads networks that people bring: files and dicts, in the letters that they use.

Only numbers are read, never code or a pickle, and only from bytes in memory.
"""

from .gradient import load_gradient
from .limits import LARGEST_FILE
from .more_than_one import MoreThanOne
from .network import Loaded, load_network
from .signatures import CONVERT_PICKLE, CONVERT_TORCH

__all__ = [
    "CONVERT_PICKLE",
    "CONVERT_TORCH",
    "LARGEST_FILE",
    "Loaded",
    "MoreThanOne",
    "load_gradient",
    "load_network",
]

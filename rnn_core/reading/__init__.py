"""Reads pasted matrices: what NumPy, Python, MATLAB, Julia or a spreadsheet prints.

Numbers only: nothing is evaluated, and code is refused in words.
"""

from .paste import LONGEST, read_matrices
from .read_matrix import ReadMatrix

__all__ = ["LONGEST", "ReadMatrix", "read_matrices"]

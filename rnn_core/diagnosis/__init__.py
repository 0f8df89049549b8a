"""Which mistake a given gradient has in it."""

from .diagnose import diagnose
from .mistakes import MISTAKES, Mistake
from .report import Finding, MatrixVerdict, Report, SmallNetwork

__all__ = [
    "MISTAKES",
    "Finding",
    "MatrixVerdict",
    "Mistake",
    "Report",
    "SmallNetwork",
    "diagnose",
]

"""Formulas as a notebook displays them, between dollar signs."""

from collections.abc import Sequence


def displayed(tex: str) -> str:
    """A formula in display style."""
    return rf"$\displaystyle {tex}$"


def displayed_lines(equations: Sequence[tuple[str, str]]) -> str:
    """Equations below each other, aligned at their equals signs."""
    rows = r" \\ ".join(f"{left} &= {right}" for left, right in equations)
    return rf"$\begin{{aligned}}{rows}\end{{aligned}}$"

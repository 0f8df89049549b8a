r"""The faces of keys that put in a sign without what it takes."""

from typing import Any

from derivations.latex.names import symbols

PARTIAL = r"\tfrac{\partial}{\partial}"
BRACKETS = r"(\;)"
TRANSPOSED = r"{\cdot}^{\top}"
BY_ENTRY = r"\circ"
DIAGONAL = r"\text{diag}"
CASES = r"\{\;\text{if}"
BIG = {"∑": r"\sum", "∏": r"\prod"}


def big(sign: str, index: str) -> str:
    """A sum or a product over an index."""
    return f"{BIG[sign]}_{{{index}}}"


def function(kind: Any, names: str) -> str:
    """A function with room for what it is of."""
    return symbols(names).get(kind, DIAGONAL) + BRACKETS

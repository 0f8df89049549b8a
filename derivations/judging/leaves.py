"""In what two symbols of one type differ: a time, an index, or which one it is."""

from collections.abc import Sequence
from typing import Any

import sympy as sp

from derivations.judging.pairing import leftovers
from derivations.language.symbols import PP, Column, J, Whole, split, x, y

LEAVES = (sp.Indexed, Whole, Column, sp.KroneckerDelta, sp.Number, sp.Symbol)


def is_leaf(expr: sp.Expr) -> bool:
    """Whether an expression is one symbol with its indices."""
    return isinstance(expr, LEAVES) or expr.func in (J, PP)


def leaf_kind(right: Any, wrong: Any) -> str:
    """The kind of a difference between two symbols of one type."""
    if right.func in (J, PP):
        return "time" if len(right.args) == len(wrong.args) else "total"
    if isinstance(right, sp.KroneckerDelta):
        return "time" if _other_word(right.args, wrong.args) else "index"
    if isinstance(right, sp.Number | sp.Symbol) or right.base != wrong.base:
        return "factor"
    if len(right.args) != len(wrong.args):
        return "total"
    if _other_word(right.args, wrong.args):
        return "time"
    if isinstance(right, sp.Indexed):
        return "time" if split(right)[0] != split(wrong)[0] else "index"
    return "time" if right.times != wrong.times else "index"


def _other_word(right: Sequence[Any], wrong: Sequence[Any]) -> bool:
    """Whether the words x^(t) and y^(t) among some indices differ in their times, and
    nothing else does.
    """
    a, b = leftovers(right, wrong)
    words = [each.func for each in a], [each.func for each in b]
    return bool(a) and words[0] == words[1] and set(words[0]) <= {x, y}

"""The keys that put in a derivation's symbols, as the reader takes them."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from derivations.language.name_schemes import name_scheme
from derivations.language.symbols import (
    PP,
    SIZES,
    Cases,
    Column,
    Diag,
    Immediate,
    J,
    Jmean,
    OrderedProduct,
    Partial,
    RisingProduct,
    Row,
    Truncated,
    Whole,
    delta,
    delta_o,
    dsigma,
    onehot_x,
    onehot_y,
    sigma,
    split,
    x,
    y,
    yhat,
)
from derivations.latex.printer import latex
from derivations.reading.surroundings import WEIGHTS

from ...runtime.cache import cached
from ...text.naming import in_names
from . import faces
from .data_types import PaletteKey
from .question import Question

KINDS = (
    *("loss", "state", "word", "error", "weight", "derivative"),
    *("sum", "function", "cases"),
)
"""The kinds of keys, in the order in which they stand."""
WORDS = (onehot_x, onehot_y)
NAMES = {delta: "δ", delta_o: "δ", yhat: "ŷ", Jmean: "Jbar"}
CALLED = {dsigma: "σ′", sigma: "σ", sp.exp: "exp", sp.log: "log", Diag: "diag"}


@cached
def palette(question: Question) -> list[PaletteKey]:
    """All symbols on the way to the goal, by their kind and then by their name.

    They are the same ones for each line of a derivation, or of a part that has a goal
    and indices of its own, so that they tell nothing of the line that is asked for.
    """
    part = question.derivation.part_of(question.line)
    found: dict[str, tuple[int, PaletteKey]] = {}
    for expr in (part.goal, *(line.expr for line in part.lines)):
        for kind, key in _keys(expr, question.names):
            found.setdefault(key["put"], (KINDS.index(kind), key))
    every = sorted(found.values(), key=lambda a: (a[0], *_by_name(a[1]["put"])))
    arrays = any(line.gathered for line in part.lines)
    return [*(key for _, key in every), *_signs(arrays)]


def _by_name(put: str) -> tuple[str, str]:
    """What symbols are ordered by: capitals and small letters beside each other."""
    return put.casefold(), put


def _signs(arrays: bool) -> list[PaletteKey]:
    made = [
        key("∂/∂", faces.PARTIAL, "partial derivative", 2),
        key("()", faces.BRACKETS, "brackets", 1),
        key(" + ", "+", "plus"),
        key(" − ", "-", "minus"),
    ]
    if arrays:
        made += [
            key("ᵀ", faces.TRANSPOSED, "transposed"),
            key(" ∘ ", faces.BY_ENTRY, "times, entry by entry"),
        ]
    return made


def key(put: str, tex: str, said: str, back: int = 0) -> PaletteKey:
    return {"put": put, "back": back, "tex": tex, "said": said}


def _keys(expr: sp.Expr, names: str) -> Iterator[tuple[str, PaletteKey]]:
    """The keys for an expression's symbols, from outside in, each with its kind."""
    text = plain(expr, names)
    if text is not None:
        yield _kind(expr), key(text, latex(expr, names=names), text)
        if not isinstance(expr, Partial):
            return
    yield from _built(expr, names)
    for part in expr.args:
        if isinstance(part, sp.Expr):
            yield from _keys(part, names)


def _kind(expr: Any) -> str:
    """The kind of a symbol."""
    if isinstance(expr, Partial):
        return "derivative"
    base = getattr(expr, "base", None)
    if isinstance(expr, sp.KroneckerDelta) or base in WORDS:
        return "word"
    if base is None:
        return "loss"
    if base in WEIGHTS:
        return "weight"
    return "error" if base in (delta, delta_o) else "state"


def _built(expr: sp.Expr, names: str) -> Iterator[tuple[str, PaletteKey]]:
    """Keys for what takes something: sums, functions, cases."""
    if isinstance(expr, sp.Sum | sp.Product):
        sign = "∑" if isinstance(expr, sp.Sum) else "∏"
        for index, low, high in expr.limits:
            put = f"{sign}_{index}"
            if high not in SIZES or low != 1:
                put = f"{sign}_{{{index}={_index(low)}}}^{{{_index(high)}}}"
            yield "sum", key(f"{put} ", faces.big(sign, _index(index)), put)
    if isinstance(expr, OrderedProduct) and not isinstance(expr, RisingProduct):
        index, high, low = expr.limit
        put = f"∏_{{{index}={_index(high)},...,{_index(low)}}}"
        yield "sum", key(f"{put} ", faces.big("∏", _index(index)), put)
    name = CALLED.get(expr.func)
    if name is not None:
        own = in_names(name, names)
        yield (
            "function",
            key(f"{own}()", faces.function(expr.func, names), f"{own} of", 1),
        )
    if isinstance(expr, Cases):
        _, left, right, _ = expr.args
        put = f"cases( if {_index(left)} = {_index(right)};  otherwise)"
        yield "cases", key(put, faces.CASES, "cases", len(put) - len("cases("))


def plain(expr: Any, names: str = "source") -> str | None:
    """A symbol with its indices as one types it; None for what is more than that."""
    if isinstance(expr, Partial):
        return _partial(expr, names)
    if isinstance(expr, sp.KroneckerDelta):
        return f"[{_index(expr.args[0])} = {_index(expr.args[1])}]"
    if isinstance(expr, sp.Indexed):
        return _quantity(expr.base, *split(expr), names)
    if isinstance(expr, Whole):
        return _quantity(expr.base, expr.times, (), names)
    if isinstance(expr, Column) and not isinstance(expr, Row):
        return _quantity(expr.base, expr.times, (expr.index,), names)
    if expr.func in (J, PP, Jmean):
        when = f"^({_index(expr.args[0])})" if expr.args else ""
        return NAMES.get(expr.func, str(expr.func)) + when
    return None


def _partial(expr: Partial, names: str) -> str | None:
    above, below = plain(expr.num, names), plain(expr.den, names)
    if above is None or below is None or isinstance(expr.num, Partial):
        return None
    if isinstance(expr, Truncated):
        return f"[∂{above}/∂{below}]_{{last {_index(expr.window)}}}"
    return f"∂{'+' if isinstance(expr, Immediate) else ''}{above}/∂{below}"


def _quantity(
    base: Any, times: tuple[Any, ...], units: tuple[Any, ...], names: str
) -> str:
    name = NAMES.get(base, name_scheme(names).plain(str(base)))
    name = f"({name})" if "_" in name and units else name
    indices = [_index(unit) for unit in units]
    apart = any(len(index) > 1 for index in indices)
    below = ",".join(indices) if apart else "".join(indices)
    if apart:
        below = f"{{{below}}}"
    when = "←".join(_index(time) for time in times)
    if base == delta_o:
        when = f"o,{when}"
    return name + (f"_{below}" if below else "") + (f"^({when})" if when else "")


def _index(index: Any) -> str:
    """t - 1, D_h, x^(t)."""
    if index in SIZES:
        return "D_h" if index == SIZES[0] else "|V|"
    if index.func in (x, y):
        return f"{index.func}^({_index(index.args[0])})"
    if isinstance(index, sp.Max):
        return f"max({', '.join(map(_index, index.args))})"
    if index.is_Add:
        first, *rest = sorted(index.args, key=_sorted_last)
        return _index(first) + "".join(
            f"-{_index(-a)}" if a.could_extract_minus_sign() else f"+{_index(a)}"
            for a in rest
        )
    return str(index)


def _sorted_last(term: Any) -> tuple[bool, bool, str]:
    return bool(term.is_Number), bool(term.could_extract_minus_sign()), str(term)

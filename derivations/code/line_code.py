"""A line as NumPy code, and that code run on a network.

What is run is only ever what the printer wrote from an expression, never a text that
somebody gave; its names are the network's arrays and the letters of indices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import sympy as sp

from derivations.code import arrays, derivatives, loops, numbers
from derivations.code.layout import wrapped
from derivations.code.loops import assign
from derivations.code.setup import setup
from derivations.code.work import work
from derivations.code.writer import UNIT_INDICES, CodeWriter
from derivations.derivation import Derivation, Line
from derivations.evaluation.network import Network
from derivations.language.name_schemes import NameScheme, name_scheme
from derivations.language.symbols import PP, Partial, split

NODES = (numbers, arrays, loops, derivatives)
"""Where nodes that are no symbols say how they are written."""
WORK = 2_000_000
"""The most operations that code may take to be run: about a second."""
RUNS = "RUNS"
"""Where the setup keeps runs in which something was moved."""
FROM_0 = "from 0: {0} = 0 here is {0} = 1 in the formula"

_arrays: WeakKeyDictionary[Network, dict[Any, dict[str, Any]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class LineCode:
    """The code of an expression, which ends by giving `result` its value.

    `text` stands after `setup(activation, names, derivatives)`, with numbers for the
    free indices: times as in the formula, units and words from 0.
    """

    text: str
    result: str
    expr: sp.Expr
    names: str = "source"

    @property
    def derivatives(self) -> bool:
        """Whether the code asks for derivatives."""
        return self.expr.has(Partial)


def line_code(derivation: Derivation, line: Line, names: str = "source") -> LineCode:
    """The code of a line, its value named after what the line equals.

    A gathered line is code of arrays, that of elements the loop that it is.  NoCode for
    what the printer has no code for, ValueError for unknown `names`.
    """
    goal = derivation.claim(line).goal
    result = _result(goal, line.gathered, name_scheme(names))
    return code(line.expr, names, result)


def code(expr: sp.Expr, names: str = "source", result: str = "value") -> LineCode:
    """The code that gives `result` an expression's value.  Errors as in `line_code`."""
    writer = CodeWriter(name_scheme(names))
    assign(result, expr, writer)
    lines = [part for line in writer.lines for part in wrapped(line)]
    units = sorted((expr.free_symbols & UNIT_INDICES), key=str)
    if units:
        listed = ", ".join(map(str, units))
        verb = "counts" if len(units) == 1 else "count"
        lines.insert(0, f"# {listed} {verb} {FROM_0.format(units[0])}")
    return LineCode("\n".join(lines) + "\n", result, expr, names)


def run_code(written: LineCode, network: Network, at: Mapping[Any, int]) -> Any:
    """What a line's code computes on a network, its free indices being `at`, all of
    them from 1: a number, or a matrix, as `Line.value` has it.

    The code is printed anew from the expression.  ValueError where it takes more than
    WORK; NoCode, IndexError and KeyError for what cannot be run.
    """
    own = code(written.expr, written.names, written.result)
    if work(own.expr, network.sizes) > WORK:
        raise ValueError("at this size the loops of the line take too long")
    indices = {
        str(index): number - (index in UNIT_INDICES) for index, number in at.items()
    }
    namespace = {**_network(network, own), **indices}
    try:
        with np.errstate(all="ignore"):
            exec(compile(own.text, "<line>", "exec"), namespace)
    finally:
        namespace.get(RUNS, {}).clear()
    value = namespace[own.result]
    if own.expr.is_commutative is False:
        array = np.asarray(value, float)
        return array if array.ndim == 2 else array.reshape(-1, 1)
    return float(value)


def _network(network: Network, own: LineCode) -> dict[str, Any]:
    """The arrays of a network, by the names that the code has for them."""
    kept = _arrays.setdefault(network, {})
    key = own.names, own.derivatives
    if key not in kept:
        plain = name_scheme(own.names).plain
        namespace: dict[str, Any] = {
            plain(name): np.array(getattr(network.params, name), float)
            for name in ("H", "L", "U", "h0")
        }
        namespace |= {"inputs": network.inputs, "targets": network.targets}
        text = setup(network.activation, own.names, own.derivatives)
        with np.errstate(all="ignore"):
            exec(compile(text, "<setup>", "exec"), namespace)
        kept[key] = namespace
    return kept[key]


def _result(goal: sp.Expr, gathered: bool, scheme: NameScheme) -> str:
    """A name for what a line equals: dH, dz_i, dh_dh_ij, J_t."""
    if isinstance(goal, Partial):
        (above, others), (below, units) = _named(goal.num), _named(goal.den)
        name = scheme.derivative(below)
        if above not in ("J", "Jmean"):
            name = f"d{scheme.plain(above)}_{name}"
        if isinstance(goal.num, sp.Indexed):
            units = others + units
    elif goal == PP():
        return "perplexity"
    else:
        quantity, units = _named(goal)
        name = scheme.plain(quantity)
    return name if gathered or not units else f"{name}_{units}"


def _named(quantity: sp.Expr) -> tuple[str, str]:
    """A quantity's name, and the letters of its units, or of a number's time."""
    if isinstance(quantity, sp.Indexed):
        units = split(quantity)[1]
        return str(quantity.base), "".join(str(a) for a in units if a.is_Symbol)
    return str(quantity.func), "".join(map(str, quantity.args))

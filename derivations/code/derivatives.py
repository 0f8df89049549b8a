"""Writes partial derivatives: each is what a run gives in which one thing is moved.

`d(lambda net: net.J[t], "z", t, m)` is dJ^(t)/dz_m^(t): the network is run with z[t, m]
moved by 1e-30 i, and the imaginary part of the loss, over 1e-30, is the derivative.
"""

import sympy as sp

from derivations.code.writer import (
    ATOM,
    COLUMN,
    MATRIX,
    MOVING,
    NUMBER,
    CodeWriter,
    NoCode,
    Source,
    write,
)
from derivations.language.symbols import (
    UNITS,
    H,
    Immediate,
    L,
    Partial,
    T,
    Truncated,
    U,
    V,
    Whole,
    split,
)

RUN = "net"
LETTERS = ("m", "n")
"""The indices of the entries by which a whole array is differentiated."""


@write.register(Partial)
def _partial(expr: Partial, writer: CodeWriter) -> Source:
    if isinstance(expr.den, Whole):
        return _by_each_entry(expr, writer)
    if not isinstance(expr.den, sp.Indexed) or expr.den.base not in MOVING:
        raise NoCode(f"no derivative with respect to {expr.den}")
    places = map(writer.place, split(expr.den)[1])
    return _derivative(expr, tuple(places), writer)


def _derivative(expr: Partial, places: tuple[str, ...], writer: CodeWriter) -> Source:
    """d num / d den at those places of the denominator."""
    name = writer.scheme.plain(str(expr.den.base))
    moved = ", ".join([_steps(expr, writer), *places])
    with writer.within_run(RUN):
        inside = writer.source(expr.num)
    return Source(f'd(lambda {RUN}: {inside.text}, "{name}", {moved})', ATOM)


def _steps(expr: Partial, writer: CodeWriter) -> str:
    """When it moves: at a time, or a shared weight in several steps."""
    den = expr.den
    times = den.times if isinstance(den, Whole) else split(den)[0]
    if times:
        return writer.time(times[0])
    if den.base not in (H, L, U):
        raise NoCode(f"{den} has no time")
    if isinstance(expr, Immediate):
        return writer.time(split(expr.num)[0][0] - 1)
    if isinstance(expr, Truncated):
        (last,) = expr.num.args
        first = sp.Max(0, last - expr.window)
        return f"range({writer.time(first)}, {writer.time(last)})"
    return f"range({writer.time(T)})"


def _by_each_entry(expr: Partial, writer: CodeWriter) -> Source:
    """A Jacobian in numerator layout, or a gradient shaped like the denominator."""
    sizes = UNITS[expr.den.base]
    letters = LETTERS[: len(sizes)]
    each = _derivative(expr, letters, writer).text
    loops = [
        f"for {letter} in range({'V' if size == V else 'D'})"
        for letter, size in zip(letters, sizes, strict=True)
    ]
    if isinstance(expr.num, Whole):
        if len(sizes) != 1 or len(UNITS[expr.num.base]) != 1:
            raise NoCode(f"{expr} has more than two axes")
        return Source(f"np.array([{each} {loops[0]}]).T", ATOM, MATRIX)
    for loop in reversed(loops):
        each = f"[{each} {loop}]"
    shape = {1: COLUMN, 2: MATRIX}.get(len(sizes), NUMBER)
    return Source(f"np.array({each})", ATOM, shape)

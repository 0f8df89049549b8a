"""Reads the network's quantities: h_i^(t), H_ij^(k), delta^(o,t), J^(t), and arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from lark import Token, Tree

from derivations.language.symbols import (
    PP,
    UNITS,
    Column,
    D,
    H,
    Identity,
    J,
    Jmean,
    L,
    Row,
    U,
    V,
    Whole,
    delta,
    delta_o,
    h,
    o,
    onehot_x,
    onehot_y,
    x,
    y,
    yhat,
    z,
)
from derivations.latex.printer import latex
from derivations.reading.context import Context, Node, inner, is_rule, is_token
from derivations.reading.indices import below, index, is_time
from derivations.reading.powers import power, transposed
from derivations.reading.surroundings import TIME, WEIGHTS, in_scope

BASES = {
    **{"H": H, "L": L, "U": U, "h": h, "z": z, "o": o, "delta": delta},
    "deltao": delta_o,
    **{"x": onehot_x, "y": onehot_y, "yhat": yhat},
}
LOSSES = {"J": J, "PP": PP}


def name(token: Token) -> str:
    """The plain name of a symbol's token: delta, yhat, Jmean, h."""
    text = "".join(a for a in token if a.isalpha())
    if text in ("haty", "widehaty", "yhat"):
        return "yhat"
    if text in ("barJ", "Jbar", "Jmean"):
        return "Jmean"
    return "PP" if text.endswith("PP") else text


@dataclass
class _Marks:
    """What stands below and above a symbol."""

    units: list[sp.Expr] = field(default_factory=list)
    times: tuple[Any, ...] | None = None
    which: str = ""
    row: bool = False
    after: list[Any] = field(default_factory=list)


def quantity(
    context: Context, node: Node, token: Token, postfixes: Sequence[Node]
) -> sp.Expr:
    """A symbol with what is below and above it.  Unreadable if it has no meaning."""
    called = name(token)
    marks = _marks(context, called, postfixes)
    if called == "I":
        made = Identity(D)
        if marks.units or marks.times:
            context.fail(node, "the identity I has no index")
    elif called in ("J", "PP", "Jmean"):
        made = _loss(context, node, called, marks)
    elif BASES[called] in WEIGHTS:
        made = _weight(context, node, BASES[called], marks)
    else:
        made = _state(context, node, BASES[called], marks)
    for what in marks.after:
        made = (
            transposed(context, node, made)
            if what is None
            else power(context, node, made, what)
        )
    return made


def _marks(context: Context, called: str, postfixes: Sequence[Node]) -> _Marks:
    """Which postfix is an index, a time, a transpose or a power."""
    marks = _Marks()
    weight = BASES.get(called) in WEIGHTS
    for mark in postfixes:
        if is_rule(mark, "below"):
            if marks.units:
                context.fail(mark, "indices stand below this already")
            marks.units = below(context, mark, single=not weight)
            marks.row = is_token(inner(mark)[-1], "COLON")
    picks = [mark for mark in postfixes if is_rule(mark, "pick")]
    if picks:
        _pick(context, called, picks, marks)
    for mark in postfixes:
        if is_token(mark, "PRIME", "TOP"):
            marks.after.append(None)
        elif is_rule(mark, "above"):
            _above(context, called, inner(mark)[0], marks)
    return marks


def _pick(
    context: Context, called: str, picks: list[Tree[Token]], marks: _Marks
) -> None:
    """Indices in brackets, as in code: H[i, j], L[:, x_t], h[t-1], h[t][i], J[t]."""
    places = [a for pick in picks for a in inner(pick)]
    colons = [n for n, a in enumerate(places) if is_token(a, "COLON")]
    found = [index(context, a) for a in places if not is_token(a, "COLON")]
    if BASES.get(called) in WEIGHTS:
        if marks.units:
            context.fail(picks[0], "indices stand below this already")
        if len(places) != 2 or len(found) == 0:
            context.fail(
                picks[0], f"{called}[...] has two indices", [f"{called}[i, j]"]
            )
        marks.units, marks.row = found, colons == [1]
        return
    time = is_time(context, found[0]) if found else False
    if called not in (*BASES, *LOSSES) or colons or len(found) > 2:
        context.fail(picks[0], f"{called} has no such indices", ["h[t]", "h[t, i]"])
    if len(found) == 2 or time or called in LOSSES:
        marks.times = (found[0],)
        marks.units = found[1:] or marks.units
    elif found[0].is_number:
        reason = f"is {found[0]} a time or a unit? {called}^({found[0]}) is a time"
        context.fail(picks[0], reason, [f"{called}^({found[0]})"])
    else:
        marks.units = found


def _above(context: Context, called: str, mark: Node, marks: _Marks) -> None:
    first = marks.times is None and not marks.after
    if is_token(mark, "TOP", "PRIME") or (
        is_token(mark, "SIZE") and mark == "T" and not marks.units
    ):
        marks.after.append(None)
    elif is_rule(mark, "arrow", "pair", "group") and first:
        _times(context, called, mark, marks)
    elif is_token(mark, "NUMBER") or not first:
        marks.after.append(index(context, mark))
    elif BASES.get(called) in WEIGHTS and not marks.units:
        marks.after.append(index(context, mark))
    else:
        marks.times = (index(context, mark),)


def _times(context: Context, called: str, mark: Any, marks: _Marks) -> None:
    """(t), (s <- t), (o, t) or (h, t)."""
    first, *rest = inner(mark)
    if is_rule(mark, "group"):
        marks.times = (index(context, first),)
        return
    if called != "delta":
        fits = ["a time such as (t-1)"]
        context.fail(mark, "only an error delta has two of these above it", fits)
    if is_rule(mark, "arrow"):
        marks.times = (index(context, first), index(context, rest[1]))
        return
    time = index(context, rest[0])
    if not is_token(first, "SYMBOL") or name(first) not in ("o", "h"):
        context.fail(first, "o or h fits here, as in delta^(o,t)", ["o", "h"])
    marks.which = name(first)
    marks.times = (time,) if marks.which == "o" else (time, time)


def _loss(context: Context, node: Node, called: str, marks: _Marks) -> sp.Expr:
    if marks.units:
        context.fail(node, f"{called} is one number a step and has no index below it")
    if called == "Jmean":
        if marks.times:
            context.fail(node, "the mean loss is of all steps and has no time")
        return Jmean()
    of = LOSSES[called]
    if marks.times:
        return of(*marks.times)
    known = context.around.losses(of)
    if of() in known:
        return of()
    known = [a for a in known if in_scope(a, context.scope)]
    return _only(context, node, known or [of()])


def _weight(context: Context, node: Node, base: Any, marks: _Marks) -> sp.Expr:
    times, units = marks.times or (), marks.units
    if marks.row and len(units) == 1:
        return Row(base, *times, units[0])
    if len(units) == 1 and (base == L or units[0].func in (x, y)):
        return Column(base, *times, units[0])
    if len(units) not in (0, 2):
        reason = f"{base} has two indices below it, or none where it is a whole matrix"
        context.fail(node, reason, ["two indices", "none"])
    return base[(*times, *units)] if units else Whole(base, *times)


def _state(context: Context, node: Node, base: Any, marks: _Marks) -> sp.Expr:
    units = marks.units
    if base == delta and len(units) == 2 and marks.times is None:
        return sp.KroneckerDelta(*units)
    if len(units) > 1:
        context.fail(node, "a vector has one index below it, or none", ["one index"])
    if marks.which == "o":
        base = delta_o
    if marks.times is not None:
        return _made(base, marks.times, units)
    if units and is_time(context, units[0]):
        readings = [Whole(base, units[0])] if base != delta else []
        reason = "a time stands above, in brackets, as in h_i^(t)"
        context.fail(node, reason, readings=readings)
    return _only(context, node, _readings(context, base, units))


def _made(base: Any, times: tuple[Any, ...], units: list[sp.Expr]) -> sp.Expr:
    return base[(*times, *units)] if units else Whole(base, *times)


def _readings(context: Context, base: Any, units: list[sp.Expr]) -> list[sp.Expr]:
    """What a vector, or an element, could be whose time was left out."""
    scope = context.scope
    times = [a for a in context.around.times() if in_scope(a, scope)]
    if base != delta:
        return [_made(base, (a,), units) for a in times]
    errors = [
        (of, at)
        for of, at in context.around.errors()
        if all(in_scope(a, scope) for a in at) and _fits(of, units, scope)
    ]
    if not errors:
        errors = [(delta, (a, a)) for a in times] + [(delta_o, (a,)) for a in times]
        errors = [(of, at) for of, at in errors if _fits(of, units, scope)]
    return [_made(of, at, units) for of, at in errors]


def _fits(base: Any, units: list[sp.Expr], scope: dict[sp.Symbol, Any]) -> bool:
    """Whether an error could have that index: a unit's or a word's."""
    known = {scope.get(a) for unit in units for a in unit.free_symbols} - {None, TIME}
    return not known or UNITS[base][0] in known & {D, V}


def _only(context: Context, node: Node, readings: list[sp.Expr]) -> sp.Expr:
    """The one reading; Unreadable where there are several, or none."""
    if len(readings) == 1:
        return readings[0]
    if not readings:
        context.fail(node, "its time is missing, as in h_i^(t)", ["a time above it"])
    texts = [latex(a) for a in readings]
    reason = f"its time is missing; it could be {', '.join(texts)}"
    return context.fail(node, reason, texts, readings)

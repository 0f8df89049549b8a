"""The free indices of a derivation: the setting of each, and its limits.

The first unit index of a goal is i in the address and the second j, whatever letters
the formulas give them; an index that is called j and stands alone is j there too.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from derivations import Network, Part, ranges
from derivations.language.symbols import SIZES, J, V
from rnn_core import constant_unit

TIMES = {"t": ("t", "Loss t"), "s": ("s", "Step s"), "tau": ("window", "Window τ")}
STATES = {"t": ("t", "State t"), "s": ("s", "State s")}
"""The times of a goal that speaks of no loss."""


def index_name(symbol: str) -> str:
    """An index in running text."""
    return "τ" if symbol == "tau" else symbol


class Index(NamedTuple):
    """A free index: its symbol, its setting, and the label of its input."""

    symbol: Any
    setting: str
    label: str
    high: Any


def unit_settings(units: Sequence[Any]) -> list[str]:
    """The setting of each unit index of a goal."""
    return ["j"] if [str(unit) for unit in units] == ["j"] else ["i", "j"][: len(units)]


def free_indices(part: Part) -> list[Index]:
    """The free indices of one part of a derivation, outermost first."""
    units = [index for index, _, high in part.indices if high in SIZES]
    times = TIMES if part.goal.has(J) else STATES
    free = []
    for symbol, _, high in part.indices:
        if symbol not in units:
            setting, label = times[str(symbol)]
        else:
            axis = units.index(symbol)
            setting = unit_settings(units)[axis]
            kind = ("Row", "Column")[axis] if len(units) > 1 else "Unit"
            label = f"{'Word' if high == V else kind} {symbol}"
        free.append(Index(symbol, setting, label, high))
    return free


def index_limits(
    part: Part, index: Index, network: Network, known: Mapping[Any, int]
) -> tuple[int, int]:
    """The limits of an index, those of the indices before it being `known`.

    Of a time, only what leaves the times after it something to choose; (0, -1) if
    nothing does.
    """
    places = [limit[0] for limit in part.indices]
    place = places.index(index.symbol)
    low, high = _range(part, place, network, known)
    if index.high in SIZES:
        return low, min(high, _units(index, network))
    kept = [v for v in range(low, high + 1) if _open(part, place, network, known, v)]
    return (kept[0], kept[-1]) if kept else (0, -1)


def nearest_indices(
    part: Part, network: Network, wanted: Mapping[str, int]
) -> dict[Any, int] | None:
    """For each free index of a part the number in range nearest to the one `wanted`.

    None if one of them has no range.
    """
    chosen: dict[Any, int] = {}
    for index in free_indices(part):
        low, high = index_limits(part, index, network, chosen)
        if low > high:
            return None
        chosen[index.symbol] = min(max(wanted.get(index.setting, low), low), high)
    return chosen


def _units(index: Index, network: Network) -> int:
    """The most that an index of a size may be: a row is never that of a unit that is
    always 1 and holds biases.
    """
    if index.high == V:
        return int(network.V)
    fixed = constant_unit(network.params, network.activation)
    return int(network.D) - (index.setting == "i" and fixed is not None)


def _open(part: Part, place: int, network: Network, known: Any, value: int) -> bool:
    """Whether the next time has a value left once this one is chosen."""
    known = {**known, part.indices[place][0]: value}
    if place + 1 == len(part.indices) or part.indices[place + 1][2] in SIZES:
        return True
    low, high = _range(part, place + 1, network, known)
    return any(
        _open(part, place + 1, network, known, inner) for inner in range(low, high + 1)
    )


def _range(part: Part, place: int, network: Network, known: Any) -> tuple[int, int]:
    limits_of = ranges(part.indices[: place + 1], network, known)
    low, high = limits_of[part.indices[place][0]]
    return int(low), int(high)


def limit_reason(
    part: Part, index: Index, network: Network, known: Mapping[Any, int]
) -> str:
    """What limits an index, in words: t = 3, T = 4, D_h = 3."""
    if index.high in SIZES:
        if index.high == V:
            return f"|V| = {network.V}"
        return f"D_h = {_units(index, network)}"
    _, low, high = next(limit for limit in part.indices if limit[0] == index.symbol)
    named = getattr(low, "free_symbols", set()) | getattr(high, "free_symbols", set())
    others = [
        f"{index_name(str(other))} = {known[other]}"
        for other in known
        if other in named
    ]
    reason = " and ".join(others) or f"T = {network.T}"
    place = [limit[0] for limit in part.indices].index(index.symbol)
    whole, kept = (
        _range(part, place, network, known),
        index_limits(part, index, network, known),
    )
    if kept[0] > whole[0]:
        return f"{reason} and a step before it"
    return f"{reason} and a step after it" if kept[1] < whole[1] else reason

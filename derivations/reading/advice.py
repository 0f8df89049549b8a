"""What is said of slips that typing makes often, with examples that can be read here.

An example is in the indices of the derivation whose line is typed.
"""

import re
from typing import NamedTuple

import sympy as sp

from derivations.language.symbols import (
    PP,
    J,
    Jmean,
    Whole,
    delta,
    delta_o,
)
from derivations.reading.surroundings import TIME, Surroundings, in_scope
from derivations.reading.unreadable import listed

TAIL = 80
"""So many characters before a place say what is missing there."""
SUM = re.compile(
    r"(\\?(?:sum|prod))(\s*_\s*(?:\{[^{}]*\}|[a-z0-9]+))?(\s*\^\s*(?:\{[^{}]*\}|\w+))?"
    r"\s*[_^]?$"
)
CALL = re.compile(r"\\?(sigma|exp|log|ln|tanh|diag|(?<![A-Za-z])s)\s*('?)$")
TAKES = re.compile(r"\s*(?:\\[a-z]{4}\s*)?[('{]")
"""How what a function takes begins."""
ACTIVATIONS = ("s", "f", "g", "phi", "act", "relu", "sigmoid", "logistic", "activation")
"""What people call the activation elsewhere."""
FUNCTIONS = "σ, σ', exp, log, tanh and diag"
NAMES = {delta: "delta", delta_o: "delta", J: "J", Jmean: "Jbar", PP: "PP"}
ORDER = ("J", "Jbar", "PP", "h", "z", "o", "yhat", "x", "y", "delta", "H", "L", "U")


class Advice(NamedTuple):
    """What is wrong, and what could stand there."""

    reason: str
    fits: tuple[str, ...]


def ends_early(before: str, around: Surroundings) -> Advice | None:
    """What a sum, a function or a mark lacks on which the text before a place ends."""
    tail = before.rstrip()[-TAIL:]
    if found := SUM.search(tail):
        sign, index, _ = found.groups()
        return _incomplete(sign.lstrip("\\"), index is None, around)
    if found := CALL.search(tail):
        name, prime = found.groups()
        if name == "s" and not prime:
            return None
        inside = f"z^({_time(around)})" if name == "diag" else a_state(around)
        example = f"{name}{prime}({inside})"
        return Advice(f"{name}{prime} takes something, as in {example}", (example,))
    if tail.endswith("_"):
        example = a_state(around).replace("z", "h")
        return Advice(f"an index fits here, as in {example}", ("an index",))
    if tail.endswith("^"):
        reason = f"a time fits here, or a transpose, as in h^({_time(around)}) or H^T"
        return Advice(reason, (f"({_time(around)})", "T"))
    return None


def _incomplete(sign: str, all_missing: bool, around: Surroundings) -> Advice:
    """What a sum is, in full; or that what it sums is missing."""
    what = "summed" if sign == "sum" else "multiplied"
    noun = "sum" if sign == "sum" else "product"
    example = a_sum(around) if sign == "sum" else a_product(around)
    lacks = "an index, and then what is" if all_missing else "what is"
    reason = f"a {noun} needs {lacks} {what}, as in {example}"
    fits = ("_ and an index", example) if all_missing else (example,)
    return Advice(reason, fits)


def unknown(word: str, after: str, around: Surroundings) -> Advice:
    """What to type instead of a word, or a letter before brackets, that is no name."""
    if TAKES.match(after):
        inside = a_state(around)
        if word in ACTIVATIONS:
            fits = (f"σ({inside})", f"s'({inside})")
            reason = f"the activation is σ, as in {fits[0]}, its slope σ' or s', as in"
            return Advice(f"{reason} {fits[1]}", fits)
        reason = f"nothing is called “{word}”; the functions are {FUNCTIONS}"
        return Advice(reason, ("a function such as sigma'",))
    own = symbols(around)
    reason = f"nothing is called “{word}”; a symbol fits here: {listed(own)}"
    return Advice(reason, tuple(own))


def a_lone_output(around: Surroundings) -> Advice:
    """What an o is that stands for nothing."""
    example = f"o^({_time(around)})"
    reason = "o alone is the product entry by entry, of what stands before and after it"
    return Advice(f"{reason}; the output is {example}", (example,))


def a_lone_index(letter: str, around: Surroundings) -> Advice:
    """Where an index may stand."""
    reason = f"an index such as {letter} stands below or above a symbol only"
    counts = next((a for own, a in around.free.items() if str(own) == letter), None)
    fits = "a symbol such as h or delta"
    if counts == TIME:
        fits = f"h^({letter})"
    elif counts is not None:
        fits = f"{'h' if str(counts) == 'D' else 'o'}_{letter}^({_time(around)})"
    else:
        own = listed([str(a) for a in around.free] or ["t"], "and")
        return Advice(f"{reason}; the free ones here are {own}", (fits,))
    return Advice(f"{reason}, as in {fits}", (fits,))


def symbols(around: Surroundings) -> list[str]:
    """The plain names of the quantities that a derivation's lines speak of."""
    found: set[str] = set()
    for expr in around.exprs:
        for node in sp.preorder_traversal(expr):
            base = node.base if isinstance(node, sp.Indexed | Whole) else node.func
            name = NAMES.get(base, str(base))
            if name in ORDER and (
                isinstance(node, sp.Indexed | Whole) or base in NAMES
            ):
                found.add(name)
    return sorted(found, key=ORDER.index) or ["h", "delta"]


def a_state(around: Surroundings) -> str:
    """What sigma is taken of: z_i^(t) with indices that stand here."""
    unit = next((str(a) for a, counts in around.free.items() if str(counts) == "D"), "")
    return f"z{f'_{unit}' if unit else ''}^({_time(around)})"


def a_sum(around: Surroundings) -> str:
    """A sum over units that can be read here."""
    taken = {str(a) for a in around.free}
    index = next(a for a in "kmlnpq" if a not in taken)
    return f"sum_{index} h_{index}^({_time(around)})"


def a_product(around: Surroundings) -> str:
    """A product over times that can be read here."""
    taken = {str(a) for a in around.free}
    index = next(a for a in "krmlnp" if a not in taken)
    return f"prod_{{{index}=1}}^T PP^({index})"


def _time(around: Surroundings) -> str:
    """A time that stands in the derivation, or T."""
    times = [a for a in around.times() if in_scope(a, around.free)]
    plain = [a for a in times if a.is_Symbol] or times
    return str(plain[0]).replace(" ", "") if plain else "T"

"""Rewrites Unicode mathematics in the letters of the grammar, place by place.

h_i and a raised (t-1) may be typed as ASCII, as LaTeX, or with the signs that Unicode
has for indices above and below.
"""

import unicodedata
from typing import NamedTuple

SIGNS = {
    "δ": r"\delta ",
    "σ": r"\sigma ",
    "τ": r"\tau ",
    "∑": r"\sum ",
    "Σ": r"\sum ",
    "∏": r"\prod ",
    "Π": r"\prod ",
    "∂": r"\partial ",
    "ŷ": r"\hat{y}",
    "∘": r"\circ ",
    "⊙": r"\circ ",
    "◦": r"\circ ",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "×": "*",
    "∗": "*",
    "@": "*",
    "−": "-",
    "–": "-",
    "∕": "/",
    "⁄": "/",
    "′": "'",
    "’": "'",
    "ʹ": "'",
    "←": "<-",
    "⟵": "<-",
    "…": r"\ldots ",
    "⋯": r"\ldots ",
    "⊤": r"\top ",
    "∣": "|",
    "\u0302": r"\hat ",
    "\u0304": r"\bar ",
}
ABOVE = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴰⱽ",
        "0123456789+-=()abcdefghijklmnoprstuvwxyzTDV",
        strict=True,
    )
)
BELOW = dict(
    zip(
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        "0123456789+-=()aehijklmnoprstuvx",
        strict=True,
    )
)
TRANSPOSE = "ᵀ"
INSIDE = {",": ",", "←": "<-", " ": " "}
"""What may stand between raised brackets although it is not raised itself."""
BARE = {r"\hat ": "y", r"\bar ": "J"}
"""A mark that follows its letter in Unicode comes before it in LaTeX."""


class Plain(NamedTuple):
    """A text in the letters of the grammar, and where each letter comes from."""

    text: str
    origins: tuple[int, ...]

    def origin(self, position: int) -> int:
        """The place in the text as typed; its end for what is beyond it."""
        last = self.origins[-1] + 1 if self.origins else 0
        return self.origins[position] if position < len(self.origins) else last


def plain(typed: str) -> Plain:
    """The text in ASCII; characters that have no reading stay as they are."""
    pieces: list[tuple[str, int]] = []
    at = 0
    while at < len(typed):
        end = _run(typed, at)
        if end > at:
            pieces += _raised(typed, at, end)
            at = end
            continue
        sign = _sign(typed[at])
        if sign in BARE and pieces and pieces[-1][0] == BARE[sign]:
            letter, before = pieces.pop()
            pieces += [(f"{sign.strip()}{{{letter}}}", before)]
        else:
            pieces.append((sign, at))
        at += 1
    text = "".join(piece for piece, _ in pieces)
    return Plain(text, tuple(at for piece, at in pieces for _ in piece))


def _sign(character: str) -> str:
    if character in SIGNS:
        return SIGNS[character]
    if character.isascii():
        return character
    same = unicodedata.normalize("NFKC", character)
    return SIGNS.get(same, same if len(same) == 1 and same.isascii() else character)


def _run(typed: str, start: int) -> int:
    """Where the raised, or the lowered, characters that begin here end."""
    table = next((a for a in (ABOVE, BELOW) if typed[start] in a), None)
    if table is None:
        return start
    if typed[start] == TRANSPOSE:
        return start + 1
    end, depth = start, 0
    while end < len(typed) and (
        typed[end] in table or (depth and typed[end] in INSIDE)
    ):
        if typed[end] == TRANSPOSE and not depth:
            break
        depth += {"(": 1, ")": -1}.get(table.get(typed[end], ""), 0)
        end += 1
    return end


def _raised(typed: str, start: int, end: int) -> list[tuple[str, int]]:
    """A run as ^{...} or _{...}."""
    if typed[start:end] == TRANSPOSE:
        return [(r"^{\top}", start)]
    table, mark = (ABOVE, "^") if typed[start] in ABOVE else (BELOW, "_")
    known = {**INSIDE, **table}
    inside = [(known[typed[at]], at) for at in range(start, end)]
    return [(f"{mark}{{", start), *inside, ("}", end - 1)]

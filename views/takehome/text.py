"""Anyone's words as LaTeX text: nothing in them is ever a command.

Accents are built from their letters, so that the fonts of every TeX will do. What they
lack is set in a Unicode font where XeLaTeX or LuaLaTeX has one; elsewhere it is shown
by its number, U+4E2D; the macros are in `fonts.BEYOND`.
"""

import unicodedata
from itertools import groupby
from urllib.parse import quote

from ..text.latex import spoken
from ..text.naming import named
from ..text.numerals import short

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "#": r"\#",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": "’",
    "`": r"\textasciigrave{}",
    "-": r"-\kern0pt{}",
    ",": r",\kern0pt{}",
}
"""Characters that mean something to TeX, alone or together as in -- and ?`."""
LETTERS = {
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "đ": r"\dj{}",
    "Đ": r"\DJ{}",
    "ð": r"\dh{}",
    "Ð": r"\DH{}",
    "þ": r"\th{}",
    "Þ": r"\TH{}",
    "ı": r"\i{}",
    "’": r"\textquoteright{}",
    "‘": r"\textquoteleft{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\textellipsis{}",
    "•": r"\textbullet{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "‹": r"\guilsinglleft{}",
    "›": r"\guilsinglright{}",
    "„": r"\quotedblbase{}",
    "‚": r"\quotesinglbase{}",
    "¿": r"\textquestiondown{}",
    "¡": r"\textexclamdown{}",
    "§": r"\S{}",
    "©": r"\textcopyright{}",
    "®": r"\textregistered{}",
    "°": r"\textdegree{}",
    "£": r"\textsterling{}",
    "€": r"\texteuro{}",
    "·": r"\textperiodcentered{}",
    "×": r"\texttimes{}",
    "÷": r"\textdiv{}",
    "±": r"\textpm{}",
    "\u00a0": "~",
    "\ufffd": "[U+FFFD]",
}
"""Letters and marks with a command of their own in T1; U+FFFD ends a run of LuaTeX."""
ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
CEDILLA = "cgklnrstCGKLNRST"
"""Letters with which Latin Modern has one."""
MEANT = {
    "<super>": r"\textsuperscript{{{}}}",
    "<sub>": r"\textsubscript{{{}}}",
    "<compat>": "{}",
    "<wide>": "{}",
}
"""How a character that stands for others is set."""
LONG = 18
"""A run of so many characters may break anywhere."""
NUMBER = 8
"""Characters of a character's number, [U+4E2D]."""
PART = 6
"""A link may break after so many characters."""


def latex_text(anyone: str, longest: int | None = None) -> str:
    """Text that reads as it was written, cut after `longest` characters.

    Control characters become spaces; a long run without a space may break. What no
    font has is cut to about that length too.
    """
    clean = unicodedata.normalize("NFC", "".join(map(_kept, anyone)))
    if longest is not None and len(clean) > longest:
        clean = clean[: longest - 1] + "…"
    numbers = len(clean) if longest is None else max(1, longest // NUMBER)
    return " ".join(_run(word, numbers) for word in clean.split())


def our_text(sentence: str) -> str:
    """A sentence of ours, in the names of the document, as LaTeX text."""
    return latex_text(named(sentence))


def number_text(value: float) -> str:
    """A number in three digits, as text: 1.23e−12."""
    return latex_text(short(value))


def latex_link(link: str, longest: int | None = None) -> tuple[str, str]:
    """A link as a target of \\href, and as text that breaks anywhere.

    Of the text the first `longest` characters.
    """
    safe = quote(link, safe="/:?#&=%+,;@()*._-").replace("~", "%7E")
    target = "".join(rf"\{c}" if c in "%#&_" else c for c in safe)
    seen = safe[:longest]
    parts = [latex_text(seen[n : n + PART]) for n in range(0, len(seen), PART)]
    if seen != safe:
        parts.append(LETTERS["…"])
    return target, r"\allowbreak{}".join(parts)


def _kept(character: str) -> str:
    """Itself, a space for a control character, nothing for what is never seen."""
    code = ord(character)
    kind = unicodedata.category(character)
    if kind in ("Cf", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return ""
    return " " if kind in ("Cc", "Zl", "Zp") else character


def _run(word: str, numbers: int) -> str:
    """A word; a long one with places to break. So many characters by number at most."""
    pieces = []
    for kind, group in groupby(_clusters(word), _kind):
        if kind:
            run = "".join(group)
            parts = (run[n : n + LONG] for n in range(0, len(run), LONG))
            pieces += [_beyond(part, kind, numbers) for part in parts]
        else:
            shown = [_latex_cluster(cluster) or "" for cluster in group]
            pieces.append((r"\allowbreak{}" if len(word) > LONG else "").join(shown))
    return r"\allowbreak{}".join(pieces) if len(word) > LONG else "".join(pieces)


def _clusters(word: str) -> list[str]:
    """Letters with the marks that combine with them."""
    clusters: list[str] = []
    for character in word:
        if clusters and unicodedata.category(character) in ("Mn", "Mc", "Me"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _kind(cluster: str) -> str:
    """ "" for what all fonts have, "R" for right to left, "L" for other characters."""
    if _latex_cluster(cluster) is not None:
        return ""
    return "R" if unicodedata.bidirectional(cluster[0]) in ("R", "AL") else "L"


def _latex_cluster(cluster: str) -> str | None:
    """A cluster in T1; None for what T1 lacks."""
    if cluster in SPECIAL:
        substitute = SPECIAL[cluster]
        return LETTERS.get(substitute, substitute)
    if cluster in LETTERS:
        return LETTERS[cluster]
    if len(cluster) == 1 and " " < cluster <= "~":
        return cluster
    kind, *codes = unicodedata.decomposition(cluster[0]).split() or [""]
    if len(cluster) == 1 and kind in MEANT:
        inside = [_latex_cluster(chr(int(code, 16))) for code in codes]
        if None in inside:
            return None
        return MEANT[kind].format("".join(map(str, inside)))
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    return spoken(base, marks) or _accented(base, marks)


def _accented(base: str, marks: list[str]) -> str | None:
    """A Latin letter with its accents, built from them."""
    letter = LETTERS.get(base, base)
    if not marks or not all(mark in ACCENTS for mark in marks):
        return None
    if "\u0327" in marks and base not in CEDILLA:
        return None
    if not (base in LETTERS or (base.isascii() and base.isalpha())):
        return None
    if base in "ij" and _above(marks[0]):
        letter = rf"\{base}{{}}"
    for mark in marks:
        letter = rf"\{ACCENTS[mark]}{{{letter}}}"
    return letter


def _above(mark: str) -> bool:
    return unicodedata.combining(mark) == 230


def _beyond(run: str, kind: str, most: int) -> str:
    """A run of characters for which only some fonts will do.

    Where none is there, `most` of them are shown by number.
    """
    codes = [f"{ord(character):04X}" for character in run]
    shown = [f"[U+{code}]" for code in codes[:most]]
    if len(codes) > most:
        shown.append(LETTERS["…"])
    numbers = r"\allowbreak{}".join(shown)
    raw = rf"\rightleft{{{run}}}" if kind == "R" else r"\allowbreak{}".join(run)
    return rf"\beyond{{{','.join(codes)}}}{{{numbers}}}{{{raw}}}"

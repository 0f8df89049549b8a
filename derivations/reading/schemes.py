r"""Reads the names of other courses and libraries as the source's, before the grammar.

W_{\mathrm{hh},ij}, W_{hh,ij}, W_hh,ij, (W_hh)_ij and W_hh_ij are all H_{ij}, and so is
(weight_hh_l0)_ij; a scheme that has other names for h and sigma is read so where one of
these stands: a with an index, a time or a prime, g with a prime or brackets.  The
source's names are read as well.
"""

import re
from collections.abc import Iterator
from functools import cache

from derivations.language.name_schemes import (
    NAME_SCHEMES,
    NameScheme,
    name_scheme,
)
from derivations.language.symbols import H, L, U
from derivations.reading.characters import Plain

LABEL = re.compile(r"W_\{\\mathrm\{(\w+)\}\}")
BOLD = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{\s*W\s*\}|W)"
APART = r"(?:,|\\[,;:! ]|(?=[a-z0-9]))"
"""What stands between a label and indices."""
ANGLES = [
    (r"\^\s*(?:\{\s*)?(?:<|⟨|\\langle)(?!-)", "^{("),
    (r"(?<=[a-z0-9])\s*(?:>(?=\s*\})|⟩|\\rangle)\s*\}?", ")}"),
]
"""A time between angles: a^{<t-1>}, a^⟨t-1⟩."""


def in_source_names(typed: Plain, names: str) -> Plain:
    """The text in the source's names; each letter keeps the place it comes from.

    ValueError for unknown names.
    """
    scheme = name_scheme(names)
    forms = _forms(scheme)
    if not forms:
        return typed
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _any_form(scheme).finditer(typed.text):
        start, end = match.span()
        new = forms[int(str(match.lastgroup)[1:])][1]
        pieces += [typed.text[at:start], new]
        origins += [*typed.origins[at:start], *[typed.origins[start]] * len(new)]
        at = end
    return Plain("".join((*pieces, typed.text[at:])), (*origins, *typed.origins[at:]))


@cache
def _forms(scheme: NameScheme) -> list[tuple[str, str]]:
    """How the scheme's names may be written, each with what the source writes."""
    forms: list[tuple[str, str]] = []
    for base, letter in ((H, "H"), (L, "L"), (U, "U")):
        if base in scheme.latex:
            forms += _matrix(scheme.latex[base], scheme.plain(letter), letter)
    # A letter after another is an index, but after the d of a derivative.
    alone = r"(?<![A-Za-ce-z_\\])"
    if scheme.plain("h") != "h":
        forms.append((rf"{alone}{scheme.plain('h')}(?=\s*(?:[_^'\[]|\.m?T))", "h"))
        forms.append((rf"\(\s*{scheme.plain('h')}\s*(?=,)", "(h"))
        forms += ANGLES
    if scheme.plain("sigma") != "sigma":
        mark = r"(?=\s*(?:'|\^|\(|\\left|\{))"
        forms.append((rf"{alone}{scheme.plain('sigma')}{mark}", r"\sigma "))
    return forms


@cache
def _any_form(scheme: NameScheme) -> re.Pattern[str]:
    """All forms as one pattern, each a group f0, f1, ... by its place."""
    forms = enumerate(_forms(scheme))
    return re.compile("|".join(f"(?P<f{n}>{form})" for n, (form, _) in forms))


def _matrix(tex: str, code: str, letter: str) -> Iterator[tuple[str, str]]:
    match = LABEL.fullmatch(tex)
    assert match is not None, tex
    name = match[1]
    label = rf"(?:\\(?:mathrm|text)\s*\{{\s*{name}\s*\}}|(?:\\rm\s+)?{name})"
    below = rf"{BOLD}\s*_\s*\{{\s*{label}\s*"
    word = rf"(?:W_?{name}|{_in_code(code)})"
    left, right = r"(?:\\left\s*)?\(\s*", r"\s*(?:\\right\s*)?\)"
    alone = rf"(?<![A-Za-ce-z\\]){word}"
    yield rf"{below}{APART}\s*", f"{letter}_{{"
    yield rf"{left}{below}\}}{right}", f"{letter} "
    yield rf"{below}\}}", f"{letter} "
    yield rf"{left}{word}{right}", f"{letter} "
    yield rf"{alone}(?:\s*,\s*(?=[a-z0-9])|(?=[a-z]{{2}}(?![A-Za-z0-9])))", f"{letter}_"
    yield rf"{alone}(?![A-Za-z0-9])", f"{letter} "


def _in_code(name: str) -> str:
    """A name in code as a pattern: fc.weight too, and an underscore as LaTeX has it."""
    first, *rest = name.split("_")
    apart = r"(?:\\?_|\.)" if first == "fc" else r"\\?_"
    return apart.join((first, *rest))


WORDS = re.compile(
    "|".join(
        f"(?:{_in_code(scheme.plain(letter))})(?![A-Za-z0-9])"
        for scheme in NAME_SCHEMES.values()
        for letter in "HLU"
        if scheme.plain(letter) != letter
    )
)


def name_at(text: str, at: int) -> str:
    """The name of more than letters that stands at a place, of any scheme; or ""."""
    match = WORDS.match(text, at)
    return match[0] if match else ""

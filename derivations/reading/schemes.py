r"""Reads the names of other courses and libraries as the source's, before the grammar.

W_{\mathrm{hh},ij}, W_{hh,ij}, W_hh,ij, (W_hh)_ij and W_hh_ij are all H_{ij}; a scheme
that has other names for h and sigma is read so where one of these stands: a with an
index or a time, g with a prime or brackets.  The source's names are read as well.
"""

import re
from collections.abc import Iterator
from functools import cache

from derivations.language.name_schemes import NameScheme, name_scheme
from derivations.language.symbols import H, L, U
from derivations.reading.characters import Plain

LABEL = re.compile(r"W_\{\\mathrm\{(\w+)\}\}")
FURTHER = {"fc_weight": r"fc[._]weight"}
"""Names in code that people write otherwise too."""


def in_source_names(typed: Plain, names: str) -> Plain:
    """The text in the source's names; each letter keeps the place it comes from.

    ValueError for unknown names.
    """
    forms = _forms(name_scheme(names))
    if not forms:
        return typed
    one = re.compile("|".join(f"(?P<f{n}>{form})" for n, (form, _) in enumerate(forms)))
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for match in one.finditer(typed.text):
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
    if scheme.plain("h") != "h":
        forms.append((rf"(?<![A-Za-ce-z_\\,]){scheme.plain('h')}(?=\s*[_^])", "h"))
    if scheme.plain("sigma") != "sigma":
        mark = r"(?=\s*(?:'|\^|\(|\\left|\{))"
        forms.append(
            (rf"(?<![A-Za-ce-z_\\,]){scheme.plain('sigma')}{mark}", r"\sigma ")
        )
    return forms


def _matrix(tex: str, code: str, letter: str) -> Iterator[tuple[str, str]]:
    match = LABEL.fullmatch(tex)
    assert match is not None, tex
    label = rf"(?:\\(?:mathrm|text)\s*\{{\s*{match[1]}\s*\}}|{match[1]})"
    word = FURTHER.get(code, re.escape(code))
    if code.startswith("W_"):
        word = f"W_?{code[2:]}"
    alone = rf"(?<![A-Za-z\\]){word}"
    yield rf"W\s*_\s*\{{\s*{label}\s*,\s*", f"{letter}_{{"
    yield rf"W\s*_\s*\{{\s*{label}\s*\}}", f"{letter} "
    yield rf"\(\s*{word}\s*\)", f"{letter} "
    yield rf"{alone}\s*,\s*(?=[a-z0-9])", f"{letter}_"
    yield rf"{alone}(?![A-Za-z0-9])", f"{letter} "

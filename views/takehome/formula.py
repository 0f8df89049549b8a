"""Breaks long formulas into pieces that fit on paper.

A piece that is too wide even so is made smaller. FORMULA has the macros.
"""

import re

from ..text import latex

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}]| [=+-] |.", re.DOTALL)
OPEN, CLOSED = {"{", r"\left", r"\begin"}, {"}", r"\right", r"\end"}
FORMULA = r"""
% \piece{formula}: no wider than the line; lines may end between pieces.
\newsavebox\fittedbox
\newif\ifshrunk
\newcommand\fitted[2]{\sbox\fittedbox{#2}%
  \ifdim\wd\fittedbox>#1\global\shrunktrue\resizebox{#1}{!}{\usebox\fittedbox}%
  \else\usebox\fittedbox\fi}
\newcommand\room{\dimexpr\linewidth-4em\relax}
\newcommand\fit[1]{\fitted{\room}{$\displaystyle #1$}\hskip .35em plus .2em\relax}
\newcommand\piece{\fit}
\newenvironment{formula}%
  {\par\raggedright\leftskip=1.5em\hangindent=2em\hangafter=1
   \lineskip=.8ex\lineskiplimit=.5ex\noindent\ignorespaces}%
  {\par}
% \either{pieces}{others}: the others where a piece would become too small to read.
\newif\iflegible
\newcommand\try[1]{\sbox\fittedbox{$\displaystyle #1$}%
  \ifdim\wd\fittedbox>1.5\dimexpr\linewidth-4em\relax\global\legiblefalse\fi}
\newcommand\either[2]{\global\legibletrue
  \begingroup\setbox0\hbox{\let\piece\try #1}\endgroup
  \iflegible#1\else#2\fi}
"""


def split_at_signs(tex: str) -> list[str]:
    """A formula cut before each =, + and − outside of brackets."""
    parts, depth = [""], 0
    for token in TOKEN.findall(latex.bare(tex)):
        if token in OPEN:
            depth += 1
        elif token in CLOSED:
            depth -= 1
        if len(token) == 3 and token[0] == " " and depth == 0:
            parts.append(f"{{}}{token.rstrip()} ")
        else:
            parts[-1] += token
    return parts


def formula_paragraph(tex: str, briefly: str = "") -> str:
    """A formula as a paragraph; `briefly` instead, where it would be too small."""
    body = _pieces(split_at_signs(tex))
    if briefly:
        body = f"\\either{{{body}}}{{{_pieces(split_at_signs(briefly))}}}"
    return f"\\begin{{formula}}\n{body}\n\\end{{formula}}"


def _pieces(cut: list[str]) -> str:
    return "%\n".join(rf"\piece{{{piece}}}" for piece in cut)

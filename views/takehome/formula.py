"""Formulas on paper: cut where a line may end, so that long ones do not run out of it.

A piece that is too wide even so is made smaller. FORMULA has the macros.
"""

import re

from .. import symbols

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}]| [=+-] |.", re.DOTALL)
OPEN, CLOSED = {"{", r"\left", r"\begin"}, {"}", r"\right", r"\end"}
FORMULA = r"""
% \piece{formula}: no wider than the line; lines may end between pieces.
\newsavebox\fittedbox
\newcommand\fitted[2]{\sbox\fittedbox{#2}%
  \ifdim\wd\fittedbox>#1\resizebox{#1}{!}{\usebox\fittedbox}%
  \else\usebox\fittedbox\fi}
\newcommand\piece[1]{\fitted{\dimexpr\linewidth-4em\relax}{$\displaystyle #1$}%
  \hskip .35em plus .2em\relax}
\newenvironment{formula}%
  {\par\raggedright\leftskip=1.5em\hangindent=2em\hangafter=1
   \lineskip=.8ex\lineskiplimit=.5ex\noindent\ignorespaces}%
  {\par}
"""


def pieces(tex: str) -> list[str]:
    """A formula cut before each =, + and − that stands in no brackets."""
    found, depth = [""], 0
    for token in TOKEN.findall(symbols.unlinked(tex)):
        if token in OPEN:
            depth += 1
        elif token in CLOSED:
            depth -= 1
        if len(token) == 3 and token[0] == " " and depth == 0:
            found.append(f"{{}}{token.rstrip()} ")
        else:
            found[-1] += token
    return found


def formula(tex: str) -> str:
    """A formula as a paragraph of its own."""
    body = "%\n".join(rf"\piece{{{piece}}}" for piece in pieces(tex))
    return f"\\begin{{formula}}\n{body}\n\\end{{formula}}"

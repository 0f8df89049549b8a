"""The frame of a LaTeX document, with common packages only.

pdfLaTeX, XeLaTeX and LuaLaTeX all compile it, with the packages of Debian's
texlive-latex-recommended, texlive-pictures and lmodern; XeLaTeX's links also need
texlive-fonts-recommended.
"""

from .fonts import BEYOND, FONTS
from .formula import FORMULA
from .text import latex_link
from .tikz import COLOURS


def document(head: str, body: str) -> str:
    """A whole document: class, packages, shared definitions, body."""
    first, _, rest = head.partition("\n")
    beyond = BEYOND if r"\beyond" in body else ""
    return (
        f"{first}\n{FONTS}{rest}{COLOURS}{FORMULA}{beyond}\n"
        f"\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def clickable_link(link: str, longest: int | None = None) -> str:
    """A link that may break across lines, clickable if it leads into the web.

    Its first `longest` characters are shown.
    """
    target, shown = latex_link(link, longest)
    shown = rf"{{\ttfamily\small {shown}}}"
    if not link.startswith(("http://", "https://")):
        return shown
    return rf"\href{{{target}}}{{{shown}}}"

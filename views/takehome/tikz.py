"""Drawing commands in TikZ: units are points, and y points down, as on the screen.

Signed numbers are orange and solid, or blue and dashed; COLOURS are the screen's own.
"""

from typing import NamedTuple

from ..text import latex
from .text import latex_text, number_text

WIDTH = 452.0
"""Points that a picture may be wide; the page's text is a little wider."""
LETTERS = 16
"""Letters of a word that a picture shows."""
COLOURS = r"""
\definecolor{plus}{HTML}{D9730D}
\definecolor{minus}{HTML}{2272B4}
\definecolor{zero}{HTML}{8A8F98}
\definecolor{accent}{HTML}{A3135F}
\tikzset{every node/.style={inner sep=0pt}}
"""


class Picture(NamedTuple):
    """A picture as TikZ, and in words what it leaves out; "" if nothing."""

    tikz: str
    left_out: str


class Box(NamedTuple):
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


def tikz_picture(commands: list[str]) -> str:
    """Drawing commands as one picture."""
    body = "\n".join(commands)
    return f"\\begin{{tikzpicture}}[x=1pt,y=-1pt]\n{body}\n\\end{{tikzpicture}}"


def coordinates(x: float, y: float) -> str:
    """A point as TikZ coordinates."""
    return f"({x:.2f},{y:.2f})"


def polyline(*points: tuple[float, float]) -> str:
    """A path from point to point."""
    return " -- ".join(coordinates(*point) for point in points)


def label(
    x: float, y: float, tex: str, room: float = WIDTH, size: str = "tiny", how: str = ""
) -> str:
    """Text at a point, made smaller where it is wider than its room."""
    options = f"[{how}]" if how else ""
    body = rf"\fitted{{{room:.2f}pt}}{{\{size}\strut {tex}}}"
    return rf"\node{options} at {coordinates(x, y)} {{{body}}};"


def word(text: str) -> str:
    """A word, cut to the room that a picture has for it."""
    return latex_text(text, LETTERS)


def number_tex(value: float) -> str:
    """A number, with all its digits in a comment."""
    return number_text(value) + f"%{value!r}\n"


def math_tex(tex: str) -> str:
    """A formula of symbols, without their references."""
    return latex.math(latex.bare(tex))


def mixed_colour(value: float, share: float = 100) -> str:
    """The colour of a signed number, mixed with white."""
    name = "plus" if value > 0 else "minus" if value < 0 else "zero"
    return f"{name}!{share:.0f}"


def rectangle(box: Box, how: str) -> str:
    """A rectangle."""
    corner = coordinates(box.x + box.width, box.y + box.height)
    return rf"\path[{how}] {coordinates(box.x, box.y)} rectangle {corner};"


def mark(box: Box, value: float, most: float, hollow: bool = False) -> str:
    """A number as a mark: a square if positive, a circle if negative, by its size."""
    how = "draw" if hollow else "fill"
    side = max(
        0.6, (min(box.width, box.height) - 1) * (abs(value) / (most or 1)) ** 0.5
    )
    x, y = box.middle
    if value < 0:
        return rf"\path[{how}=minus] {coordinates(x, y)} circle[radius={side / 2:.2f}];"
    square = Box(x - side / 2, y - side / 2, side, side)
    return rectangle(square, f"{how}={mixed_colour(value)}")

"""Draws the triangle of contributions in TikZ, from `views.unroll.triangle`'s data."""

from ..unroll.data_types import TriangleData
from ..unroll.triangle import WRITTEN
from .text import latex_text
from .tikz import (
    WIDTH,
    Box,
    label,
    mark,
    mixed_colour,
    number_tex,
    polyline,
    rectangle,
    tikz_picture,
)

LEFT, TOP, APART = 40.0, 30.0, 8.0
"""Room for the axes, and between the cells and their sums."""
NUMBERED = 30
"""Up to so many rows their sums are written as numbers."""


def triangle_picture(data: TriangleData) -> str:
    """The triangle in TikZ: numbers, or marks where there are many, and sums."""
    grid = _Grid(data)
    return tikz_picture([*grid.axes(), *grid.cells(), *grid.sums()])


class _Grid:
    """Where each cell stands."""

    def __init__(self, data: TriangleData) -> None:
        self.data, self.n = data, len(data["rows"])
        self.written, self.numbered = self.n <= WRITTEN, self.n <= NUMBERED
        self.sum_width = 50.0 if self.numbered else 26.0
        room = WIDTH - LEFT - APART - self.sum_width
        self.side = min(62.0, room / self.n) if self.written else min(24, 330 / self.n)
        self.tall = 18.0 if self.written else self.side

    def box(self, r: int, c: int) -> Box:
        """The cell in row r and column c; row or column n holds the sums."""
        x = LEFT + c * self.side + (APART if c == self.n else 0)
        y = TOP + r * self.tall + (APART if r == self.n else 0)
        width = self.sum_width if c == self.n else self.side
        return Box(x, y, width, max(self.tall, 14) if r == self.n else self.tall)

    def axes(self) -> list[str]:
        """The numbers of losses and instances, as many as there is room for."""
        data, every = self.data, -(-self.n // 14)
        across = "used at k" if data["matrix"] == "U" else "instance k"
        commands = [
            label(0, 7, latex_text("loss t ↓"), size="scriptsize", how="anchor=west"),
            label(
                LEFT + 8,
                7,
                latex_text(f"{across} →"),
                size="scriptsize",
                how="anchor=west",
            ),
        ]
        for n in range(self.n):
            late = n == self.n - 1 and n % every > every / 2
            if n % every and not late:
                continue
            x, _ = self.box(0, n).middle
            _, y = self.box(n, 0).middle
            commands.append(label(x, TOP - 7, str(data["columns"][n][0])))
            first = data["rows"][n][0]
            named = f"({first})" if data["idle"][n] else f"{first}"
            commands.append(label(LEFT - 12, y, named))
        x, _ = self.box(0, self.n).middle
        _, y = self.box(self.n, 0).middle
        commands.append(label(x, TOP - 7, "sum over k"))
        commands.append(label(LEFT - 14, y, data["over"]))
        return commands

    def cells(self) -> list[str]:
        """What each instance adds to each loss."""
        data, commands = self.data, []
        for r, values in enumerate(data["cells"]):
            for c, value in enumerate(values):
                if data["columns"][c][0] >= data["rows"][r][1]:
                    continue
                commands += self._cell(r, c, value)
        row, column = (
            next(n for n, (a, b) in enumerate(ranges) if a <= time <= b)
            for ranges, time in (
                (data["rows"], data["t"]),
                (data["columns"], data["k"]),
            )
        )
        commands.append(
            rectangle(self.box(row, column), "draw=accent,line width=1.2pt")
        )
        return commands

    def _cell(self, r: int, c: int, value: float) -> list[str]:
        data, box = self.data, self.box(r, c)
        cut = data["cut"] is not None and data["cut"][r][c] == 1
        most = data["largest"] or 1
        if not self.written:
            return [mark(box, value, most, hollow=cut)]
        share = 6 + 44 * abs(value) / most
        edge = (
            "draw=zero,densely dotted" if cut else f"fill={mixed_colour(value, share)}"
        )
        inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
        return [rectangle(inner, edge), self._number(box, value)]

    def sums(self) -> list[str]:
        """Row sums, column sums and the total."""
        data, commands = self.data, []
        for n, value in enumerate(data["row_sums"]):
            box = self.box(n, self.n)
            if self.numbered:
                commands.append(self._number(box, value))
            else:
                commands.append(mark(box, value, data["largest_sum"]))
        for n, value in enumerate(data["column_sums"]):
            box = self.box(self.n, n)
            if self.written:
                commands.append(self._number(box, value))
            else:
                commands.append(mark(box, value, data["largest_sum"]))
        corner = self.box(self.n, self.n)
        y, right = corner.y - APART / 2, corner.x + corner.width
        x, bottom = corner.x - APART / 2, corner.y + corner.height
        rules = (
            f"{polyline((LEFT, y), (right, y))} {polyline((x, TOP - 12), (x, bottom))}"
        )
        commands.append(rf"\draw[zero,line width=.4pt] {rules};")
        commands.append(self._number(corner, data["total"], bold=True))
        return commands

    def _number(self, box: Box, value: float, bold: bool = False) -> str:
        x, y = box.middle
        text = (r"\bfseries " if bold else "") + number_tex(value)
        return label(x, y, text, box.width - 2, "scriptsize")

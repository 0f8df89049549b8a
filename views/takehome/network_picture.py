"""Draws the unrolled network in TikZ, from the data of `views.unroll.network`.

Colour, width and dashes of an edge show what it adds to the gradient of the chosen
loss. Of a long run it draws the steps around the picked instance and the loss, in two
pieces if they are far apart.
"""

from dataclasses import dataclass

from ..address.settings import Selection
from ..text import latex
from ..unroll.data_types import Guess, NetworkData
from .excerpt import Window, describe_windows, drawn_windows
from .tikz import (
    WIDTH,
    Box,
    Picture,
    coordinates,
    label,
    math_tex,
    mixed_colour,
    number_tex,
    polyline,
    rectangle,
    tikz_picture,
)
from .tikz import word as shown

FOLDED = 190.0
"""Height of layers whose units are not all drawn."""
ROW = 11.0
"""Height of a predicted word."""
LEGIBLE = 8.0
"""Radius from which a unit has its value in it."""


def network_picture(data: NetworkData) -> Picture:
    """The network in TikZ: words below, states between, predictions above."""
    pieces = drawn_windows(data["T"], data["t"], data["k"])
    page = _Page(data, pieces)
    drawn = [*page.layers(), *page.edges(), *page.units(), *page.steps(), *page.chips()]
    sentences = list(filter(None, [describe_windows(pieces, data["T"])]))
    if data["folded"]:
        sentences.append(
            f"Of {data['D']} units only those with the largest contributions are drawn."
        )
    return Picture(tikz_picture(drawn), " ".join(sentences))


@dataclass
class _Page:
    """Where everything stands."""

    data: NetworkData
    pieces: list[Window]

    def __post_init__(self) -> None:
        data = self.data
        self.states = [s for a, b in self.pieces for s in range(a - 1, b + 1)]
        self.drawn = [s for a, b in self.pieces for s in range(a, b + 1)]
        n = len(self.states) - 1
        side = 34.0 if data["matrix"] == "U" else 14.0
        self.pitch = min(132.0, (WIDTH - 24 - side) / (n + 0.5))
        self.aside = min(20.0, self.pitch / 4) if data["matrix"] == "U" else 0.0
        self.panel = min(96.0, self.pitch - 9 - self.aside / 2)
        self.left = 22.0
        self.rows = len(data["predictions"][0])
        widest = max(LEGIBLE, 0.17 * self.pitch)
        gap = 0.0 if data["folded"] else max(16.0, min(30.0, 200 / data["D"]))
        self.r = 3.2 if data["folded"] else max(4.0, min(10.5, 0.36 * gap, widest))
        self.tall = FOLDED if data["folded"] else (data["D"] - 1) * gap
        self.top = 20 + self.rows * ROW + (36 if data["matrix"] == "U" else 22)
        self.low = self.top + self.tall + 2 * self.r
        self.slots = [
            {
                u: self.top
                + self.r
                + ((n + 0.5) * FOLDED / len(us) if data["folded"] else (u - 1) * gap)
                for n, (u, _) in enumerate(us)
            }
            for us in data["units"]
        ]

    def x(self, state: int) -> float:
        """The horizontal position of the layer of h^(state)."""
        return self.left + self.states.index(state) * self.pitch

    def layers(self) -> list[str]:
        """A pale background for each state, and for its edges."""
        commands = []
        for s in self.states:
            x, r = self.x(s), self.r
            box = Box(x - r - 4, self.top - 4, 2 * r + 8, self.tall + 2 * r + 8)
            commands.append(
                rectangle(box, f"fill=zero!12,rounded corners={r + 3:.1f}pt")
            )
            if s not in self.drawn:
                continue
            wire = rf"\draw[zero!60,line width=.5pt,->] {coordinates(x, self.low + 18)}"
            if self.data["matrix"] != "L":
                commands.append(f"{wire} -- {coordinates(x, self.low + 5)};")
            if self.data["matrix"] != "U":
                commands.append(
                    wire.replace(
                        coordinates(x, self.low + 18), coordinates(x, self.top - 5)
                    )
                    + f" -- {coordinates(x, 19 + self.rows * ROW)};"
                )
        return [*commands, *self.gaps()]

    def gaps(self) -> list[str]:
        """Dots where steps are left out."""
        y, commands = self.low - self.r - self.tall / 2, []
        if self.data["matrix"] == "U":
            y = self.low + 26
        for first, _ in self.pieces[1:]:
            x = self.x(first - 1) - self.pitch / 2
            for aside in (-7, 0, 7):
                commands.append(
                    rf"\fill[zero] {coordinates(x + aside, y)} circle[radius=1.3];"
                )
        return commands

    def edges(self) -> list[str]:
        """What each instance adds; those of the picked weight are highlighted."""
        most, commands = self.data["largest"] or 1, []
        inside = [e for e in self.data["edges"] if e[0] + 1 in self.drawn]
        for edge in inside:
            if self.picked(edge):
                commands.append(rf"\draw[accent!25,line width=6pt] {self.route(edge)};")
        for edge in sorted(inside, key=lambda e: abs(e[3])):
            m = (abs(edge[3]) / most) ** 0.5
            dash = ",densely dashed" if edge[3] < 0 else ""
            colour = mixed_colour(edge[3], 28 + 72 * m)
            style = f"{colour},line width={0.35 + 2.4 * m:.2f}pt{dash}"
            commands.append(rf"\draw[{style}] {self.route(edge)};")
        return commands

    def picked(self, edge: tuple[int, int, int, float]) -> bool:
        """Whether an edge is an instance of the picked weight."""
        return edge[1:3] == (self.data["i"], self.data["j"])

    def route(self, edge: tuple[int, int, int, float]) -> str:
        """The path of an edge: straight for H, from the word for L, to it for U."""
        a, b, c, d = self.ends(edge)
        if self.data["matrix"] == "H":
            return f"{coordinates(*a)} -- {coordinates(*d)}"
        controls = f"controls {coordinates(*b)} and {coordinates(*c)}"
        return f"{coordinates(*a)} .. {controls} .. {coordinates(*d)}"

    def ends(self, edge: tuple[int, int, int, float]) -> list[tuple[float, float]]:
        """The four points of an edge's curve."""
        k, i, j, _ = edge
        x, r = self.x(k + 1), self.r
        if self.data["matrix"] == "H":
            a = (self.x(k) + r, self.slots[k][j])
            d = (x - r, self.slots[k + 1][i])
            return [a, a, d, d]
        if self.data["matrix"] == "L":
            y, low = self.slots[k + 1][i], self.low + 17
            bow = x - min(50, self.pitch * 0.45)
            return [(x, low), (bow, low - 4), (bow, y), (x - r, y)]
        row = next(n for n, p in enumerate(self.data["predictions"][k]) if p["v"] == i)
        y, right = self.prediction(row), x + self.panel / 2
        start = self.slots[k + 1][j]
        out = right + self.aside * (0.3 + 0.7 * (start - self.top) / (self.tall + 1))
        bend = y + (start - y) * 0.35
        return [(x + r, start), (out, start), (out, bend), (right + 1, y)]

    def prediction(self, row: int) -> float:
        """The vertical position of a predicted word."""
        return 21 + row * ROW

    def units(self) -> list[str]:
        """The units of each state, with their values where there is room."""
        commands = []
        for s in self.states:
            for u, value in self.data["units"][s]:
                x, y = self.x(s), self.slots[s][u]
                if u == self.data["bias"]:
                    commands += self._bias(x, y)
                    continue
                circle = f"{coordinates(x, y)} circle[radius={self.r:.2f}]"
                commands.append(
                    rf"\path[fill=white,draw=zero,line width=.6pt] {circle};"
                )
                if self.r >= LEGIBLE:
                    commands.append(label(x, y, number_tex(value), 2 * self.r - 3))
            aside = 12 if s in self.drawn else 0
            name = math_tex(latex.state(s))
            commands.append(label(self.x(s) + aside, self.low + 13, name))
        return commands

    def _bias(self, x: float, y: float) -> list[str]:
        """A unit that is always 1: a square."""
        box = Box(x - self.r, y - self.r, 2 * self.r, 2 * self.r)
        return [
            rectangle(box, "fill=zero!12,draw=zero,densely dashed,line width=.6pt"),
            label(x, y, "1", 2 * self.r - 3),
        ]

    def steps(self) -> list[str]:
        """The loss, the predictions and the word of each step."""
        data, commands = self.data, []
        for t in self.drawn:
            x = self.x(t)
            chosen = t == data["t"]
            name = math_tex(latex.loss(Selection(data["matrix"], 1, 1, t, 0)))
            loss = f"{name} = {number_tex(data['loss'][t - 1])}"
            how = "text=accent" if chosen else ""
            size = "scriptsize" if chosen else "tiny"
            commands.append(label(x, 6, loss, self.panel, size, how))
            for row, guess in enumerate(data["predictions"][t - 1]):
                commands += self._guess(x, self.prediction(row), guess)
            read = shown(data["words"][t - 1])
            commands.append(
                label(x, self.low + 26, read, self.pitch - 5, "footnotesize")
            )
        return commands

    def _guess(self, x: float, y: float, guess: Guess) -> list[str]:
        left = x - self.panel / 2
        bar = Box(left, y - ROW / 2 + 0.7, max(0.4, guess["p"] * self.panel), ROW - 1.4)
        commands = [rectangle(bar, "fill=zero!30")]
        target, bold = guess["target"], ""
        if target:
            tip = polyline((left + 1, y - 2.5), (left + 5, y), (left + 1, y + 2.5))
            commands.append(rf"\fill[accent] {tip} -- cycle;")
            bold = r"\bfseries "
        share = f"{100 * guess['p']:.{1 if guess['p'] < 0.0995 else 0}f}\\,\\%"
        number = self.panel >= 50
        room = self.panel - 8 - (23 if number else 0)
        name = bold + shown(guess["word"])
        commands.append(label(left + 7, y, name, room, how="anchor=west"))
        if number:
            end = f"{bold}{share}%{guess['p']!r}\n"
            commands.append(label(left + self.panel - 1, y, end, 22, how="anchor=east"))
        return commands

    def chips(self) -> list[str]:
        """The numbers of the picked weight's instances, the picked one framed."""
        commands = []
        for edge in self.data["edges"]:
            k, value = edge[0], edge[3]
            if not (self.picked(edge) and k + 1 in self.drawn):
                continue
            frame = ",draw=accent,line width=.8pt" if k == self.data["k"] else ""
            x, y = _halfway(self.ends(edge))
            room = self.pitch - 2 * self.r - 6
            how = f"fill=white,inner sep=1pt,rounded corners=1pt{frame}"
            commands.append(label(x, y, number_tex(value), room, how=how))
        return commands


def _halfway(curve: list[tuple[float, float]]) -> tuple[float, float]:
    """The point of a cubic curve at 1/2."""
    a, b, c, d = curve
    x, y = ((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip(a, b, c, d, strict=True))
    return x, y

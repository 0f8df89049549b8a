"""Scene lists: plain text that says, scene by scene, what to show and what to say.

A scene is a line `# its title`, a line with its address, and its words; in these,
`[a phrase](t=4&k=1)` sets what the address in brackets says.  Words are text: nothing
else in them means anything.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from .address import read, written
from .navigation import HOME, PAGES
from .quoting import shortened, visible
from .settings import TOURS

LONGEST = 100_000
"""Characters of a scene list."""
MOST = 100
"""Scenes of a list, phrases of a scene that set something, settings of an address."""
MOST_ERRORS = 40
"""Sentences about a list that are said one by one."""
OWN = "own"
"""The tour that was loaded from a file."""
PHRASE = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
HALF = re.compile(r"\[[^\[\]]*(?:\]\(|\(\w+=)\S*")
"""What begins like a phrase and is none."""


class Phrase(NamedTuple):
    """Words of a scene; where `query` is not empty they set what it says."""

    words: str
    query: str = ""


class Scene(NamedTuple):
    """What one scene shows, and its paragraphs."""

    title: str
    query: str
    paragraphs: tuple[tuple[Phrase, ...], ...]

    @property
    def page(self) -> str:
        """The page that it is on."""
        return dict(parse_qsl(self.query)).get("page", HOME)

    @property
    def opening(self) -> str:
        """Its first sentence."""
        words = "".join(one.words for part in self.paragraphs[:1] for one in part)
        return re.split(r"(?<=[.])\s", words, maxsplit=1)[0]


class SceneList(NamedTuple):
    """The scenes that can be shown, and a sentence for everything that cannot."""

    scenes: tuple[Scene, ...]
    errors: tuple[str, ...]


def link(scene: Scene, tour: str, number: int, phrase: str = "") -> str:
    """The scene's address, from its question mark on, with what a phrase of it sets."""
    asked = dict(parse_qsl(f"{scene.query}&{phrase}"))
    page = asked.pop("page", HOME)
    page = page if page in PAGES else HOME
    used = {name: written(value) for name, value in read(asked).values.items()}
    own = {"tour": tour, "scene": str(number)}
    return "?" + urlencode({"page": page} | used | own)


def parse(text: str) -> SceneList:
    """Read a scene list; lines are counted from 1."""
    if len(text) > LONGEST:
        return SceneList((), (f"The file has more than {LONGEST:,} characters.",))
    scenes: list[Scene] = []
    errors: list[str] = []
    for start, lines in _blocks(text.splitlines(), errors):
        found = _scene(start, lines, errors)
        if found and len(scenes) < MOST:
            scenes.append(found)
        elif found:
            errors.append(f"Line {start}: only {MOST} scenes are shown.")
            break
    if not scenes:
        errors.append("There is no scene: one begins with a line such as “# Title”.")
    return SceneList(tuple(scenes), tuple(shortened(errors, MOST_ERRORS)))


@cache
def shipped(name: str) -> SceneList:
    """A list that comes with the app, by its name in the address."""
    assert name in TOURS[1:-1], name
    path = Path(__file__).parent / "tours" / f"{name}.txt"
    return parse(path.read_text(encoding="utf-8"))


def _blocks(lines: list[str], errors: list[str]) -> list[tuple[int, list[str]]]:
    blocks: list[tuple[int, list[str]]] = []
    for number, raw in enumerate(lines, 1):
        line = raw.strip().removeprefix("\ufeff")
        if line.startswith("#"):
            blocks.append((number, [line.lstrip("#").strip()]))
        elif blocks:
            blocks[-1][1].append(line)
        elif line:
            errors.append(f"Line {number}: words before the first “# Title”.")
    return blocks


def _scene(start: int, lines: list[str], errors: list[str]) -> Scene | None:
    title, *rest = lines
    if not title:
        errors.append(f"Line {start}: the scene has no title.")
        return None
    place = next((n for n, line in enumerate(rest) if line), None)
    if place is None or "=" not in rest[place] or " " in rest[place]:
        errors.append(
            f"Line {start}: after the title “{visible(title, 40)}” comes its "
            "address, such as page=unroll&t=3."
        )
        return None
    query = rest[place].removeprefix("?")
    at = start + 1 + place
    if query.count("&") >= MOST:
        errors.append(f"Line {at}: an address has at most {MOST} settings.")
        return None
    errors += [f"Line {at}: {why}" for why in _wrong(query)]
    paragraphs, words, first = list[tuple[Phrase, ...]](), list[str](), at
    room = MOST
    for number, line in [*enumerate(rest[place + 1 :], at + 1), (0, "")]:
        if line:
            first = first if words else number
            words.append(line)
        elif words:
            paragraphs.append(_phrases(" ".join(words), first, room, errors))
            room -= sum(bool(one.query) for one in paragraphs[-1])
            words = []
    return Scene(title, query, tuple(paragraphs))


def _phrases(text: str, line: int, room: int, errors: list[str]) -> tuple[Phrase, ...]:
    """Words and at most `room` phrases that set something."""
    found, end = list[Phrase](), 0
    for match in PHRASE.finditer(text):
        if before := text[end : match.start()]:
            found.append(Phrase(before))
        words, query = match.groups()
        at = f"Line {line}, at “{visible(words, 40)}”"
        if query.count("&") >= MOST:
            errors.append(f"{at}: an address has at most {MOST} settings.")
            query = ""
        else:
            errors += [f"{at}: {why}" for why in _wrong(query)]
        if query and not room:
            errors.append(f"{at}: only {MOST} phrases of a scene set something.")
            query = ""
        room -= bool(query)
        found.append(Phrase(words, query))
        end = match.end()
    if rest := text[end:]:
        found.append(Phrase(rest))
    if half := HALF.search(" ".join(one.words for one in found if not one.query)):
        errors.append(
            f"Line {line}, at “{visible(half[0], 40)}”: a phrase is [words](address), "
            "each bracket closed."
        )
    return tuple(found)


def _wrong(query: str) -> list[str]:
    asked = dict(parse_qsl(query, keep_blank_values=True))
    kept = [name for name in ("tour", "scene", "present") if name in asked]
    if not asked:
        return [f"“{visible(query, 40)}” is no address."]
    return [
        *read(asked).notices,
        *(f"{name} is not a scene’s to set." for name in kept),
    ]

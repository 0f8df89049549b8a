"""Reads scene lists: plain text with a title, an address and words for each scene.

A scene is a line `# its title`, a line with its address, and its words; in these,
`[a phrase](t=4&k=1)` sets what the address in brackets says.  A line `all: T=6` before
the first title holds in every scene that does not say otherwise.  Words are text:
nothing else in them means anything.

An address is a query (`page=derive&line=3`) or a link as it is copied.  Of a link only
the page and the query count, never the host; what a list does not set is the default,
except for how the page is shown and what quantities are called, which every link keeps.
A phrase that names a page, as every link does, is a whole view; any other changes the
scene's.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from ..address.notices import limit_notices, show_invisible
from ..address.query import Value, format_value, quoted, read_address
from ..address.settings import HOME, PAGES, SETTINGS, TOURS
from ..text.naming import named

LONGEST = 100_000
"""Characters of a scene list."""
MOST = 100
"""Scenes of a list, phrases of a scene that set something, settings of an address."""
MOST_ERRORS = 40
"""Sentences about a list that are said one by one."""
OWN = "own"
"""The tour of a list that was loaded from a file, or that a link brought."""
STAGE = ("tour", "scene", "beat", "present")
"""What a copied link has from the tour it was copied in: no scene's to set."""
ALL = re.compile(r"all:(.*)", re.IGNORECASE)
HOST = re.compile(r"^(\w+:)?//[^/]*")
NOTES = re.compile(r"notes:\s*(.*)", re.IGNORECASE)
PHRASE = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
HALF = re.compile(r"\[[^\[\]]*(?:\]\(|\(\w+=)\S*")
"""What begins like a phrase and is none."""


class Phrase(NamedTuple):
    """Words of a scene; a click on them applies `query`, if it is not empty."""

    words: str
    query: str = ""


class Scene(NamedTuple):
    """One scene: its address and its paragraphs; `shared` applies to all scenes."""

    title: str
    query: str
    paragraphs: tuple[tuple[Phrase, ...], ...]
    shared: str = ""
    notes: str = ""
    """What the presenter alone sees."""

    @property
    def page(self) -> str:
        """The page that the scene is on."""
        return (_settings_of(self.shared) | _settings_of(self.query)).get("page", HOME)

    @property
    def opening(self) -> str:
        """Its first sentence."""
        words = "".join(
            phrase.words for paragraph in self.paragraphs[:1] for phrase in paragraph
        )
        return re.split(r"(?<=[.])\s", words, maxsplit=1)[0]


class SceneList(NamedTuple):
    """The scenes that can be shown, and a message for each mistake."""

    scenes: tuple[Scene, ...]
    errors: tuple[str, ...]


def scene_link(scene: Scene, tour: str, number: int, phrase: str = "") -> str:
    """The query of a scene's address, from its question mark on, after a phrase."""
    settings = _settings_of(phrase)
    if "page" not in settings:
        settings = _settings_of(scene.query) | settings
    settings = _settings_of(scene.shared) | settings
    page = settings.get("page", HOME)
    own = {"tour": tour, "scene": str(number)}
    place = {"page": page if page in PAGES else HOME}
    return "?" + urlencode(place | _written(read_address(settings).values) | own)


def parse_scene_list(text: str) -> SceneList:
    """Read a scene list; lines are counted from 1."""
    if len(text) > LONGEST:
        return SceneList((), (f"The file has more than {LONGEST:,} characters.",))
    scenes: list[Scene] = []
    errors: list[str] = []
    lines = [raw.strip().removeprefix("\ufeff") for raw in text.splitlines()]
    first = next(
        (n for n, line in enumerate(lines) if line.startswith("#")), len(lines)
    )
    shared = _shared(lines[:first], errors)
    for start, block in _blocks(lines[first:], first + 1, errors):
        scene = _scene(start, block, errors)
        if scene and len(scenes) < MOST:
            scenes.append(scene._replace(shared=shared))
        elif scene:
            errors.append(f"Line {start}: only {MOST} scenes are shown.")
            break
    if not scenes:
        errors.append("There is no scene: one begins with a line such as “# Title”.")
    return SceneList(tuple(scenes), tuple(limit_notices(errors, MOST_ERRORS)))


def in_our_names(scene: Scene, tour: str) -> Scene:
    """A scene of a tour of ours in the visitor's names; a visitor's own is as it is."""
    if tour == OWN:
        return scene
    paragraphs = [
        tuple(phrase._replace(words=named(phrase.words)) for phrase in part)
        for part in scene.paragraphs
    ]
    return scene._replace(
        title=named(scene.title),
        paragraphs=tuple(paragraphs),
        notes=named(scene.notes),
    )


@cache
def shipped_scene_list(name: str) -> SceneList:
    """A scene list that comes with the app, by its name in the address."""
    assert name in TOURS[1:-1], name
    path = Path(__file__).parent / "tours" / f"{name}.txt"
    return parse_scene_list(path.read_text(encoding="utf-8"))


def _shared(lines: list[str], errors: list[str]) -> str:
    """What stands before the first title: settings that all scenes share."""
    shared: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if match := ALL.fullmatch(line):
            query, wrong = _setting(match[1].strip())
            errors += [f"Line {number}: {why}" for why in wrong]
            shared |= _settings_of(query)
        elif line:
            errors.append(f"Line {number}: words before the first “# Title”.")
    return urlencode(shared)


def _blocks(
    lines: list[str], first: int, errors: list[str]
) -> list[tuple[int, list[str]]]:
    """The lines of each scene, and where it begins."""
    blocks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, first):
        if line.startswith("#"):
            blocks.append((number, [line.lstrip("#").strip()]))
        elif ALL.fullmatch(line) and "=" in line:
            errors.append(f"Line {number}: “all:” stands before the first “# Title”.")
            blocks[-1][1].append("")
        else:
            blocks[-1][1].append(line)
    return blocks


def _scene(start: int, lines: list[str], errors: list[str]) -> Scene | None:
    title, *rest = lines
    if not title:
        errors.append(f"Line {start}: the scene has no title.")
        return None
    place = next((n for n, line in enumerate(rest) if line), None)
    if place is None or not _is_address(rest[place]):
        errors.append(
            f"Line {start}: after the title “{show_invisible(title, 40)}” comes its "
            "address, such as page=unroll&t=3, or a link to a view."
        )
        return None
    query, wrong = _address(rest[place])
    address_line = start + 1 + place
    errors += [f"Line {address_line}: {why}" for why in wrong]
    notes = [match[1] for line in rest[place:] if (match := NOTES.fullmatch(line))]
    rest = rest[: place + 1] + [
        "" if NOTES.fullmatch(line) else line for line in rest[place + 1 :]
    ]
    paragraphs, words, first = list[tuple[Phrase, ...]](), list[str](), address_line
    room = MOST
    for number, line in [*enumerate(rest[place + 1 :], address_line + 1), (0, "")]:
        if line:
            first = first if words else number
            words.append(line)
        elif words:
            paragraphs.append(_phrases(" ".join(words), first, room, errors))
            room -= sum(bool(phrase.query) for phrase in paragraphs[-1])
            words = []
    return Scene(title, query, tuple(paragraphs), notes="\n".join(notes))


def _phrases(text: str, line: int, room: int, errors: list[str]) -> tuple[Phrase, ...]:
    """Words and at most `room` phrases that set something."""
    phrases, end = list[Phrase](), 0
    for match in PHRASE.finditer(text):
        if before := text[end : match.start()]:
            phrases.append(Phrase(before))
        words, raw = match.groups()
        location = f"Line {line}, at “{show_invisible(words, 40)}”"
        query, wrong = _setting(raw)
        errors += [f"{location}: {why}" for why in wrong]
        if query and not room:
            errors.append(f"{location}: only {MOST} phrases of a scene set something.")
            query = ""
        room -= bool(query)
        phrases.append(Phrase(words, query))
        end = match.end()
    if rest := text[end:]:
        phrases.append(Phrase(rest))
    if half := HALF.search(
        " ".join(phrase.words for phrase in phrases if not phrase.query)
    ):
        errors.append(
            f"Line {line}, at “{show_invisible(half[0], 40)}”: a phrase is "
            "[words](address), each bracket closed, no blank in the address."
        )
    return tuple(phrases)


def _is_address(line: str) -> bool:
    """Whether a line is one, not words; blanks may stand in what it sets."""
    name, sign, _ = line.removeprefix("?").partition("=")
    if " " in line:
        return bool(sign) and (name == "page" or name in SETTINGS)
    return bool(sign) or "/" in line or line in PAGES


def _address(raw: str) -> tuple[str, list[str]]:
    """What is understood of an address, as a query, and what is wrong with it."""
    if raw.count("&") >= MOST:
        return "", [f"an address has at most {MOST} settings."]
    path, query = _parts(raw)
    settings = {
        name: value for name, value in _settings_of(query).items() if name not in STAGE
    }
    wrong: list[str] = []
    last = HOST.sub("", path).rstrip("/").rpartition("/")[2]
    if last in PAGES:
        if (other := settings.get("page", last)) != last:
            wrong = [f"The path says {last} and page= {quoted(other)}: {last} is used."]
        settings["page"] = last
    elif path:
        settings.setdefault("page", HOME if path.endswith("/") or not last else last)
    reading = read_address(settings)
    page = settings.get("page", HOME)
    place = {"page": page if page in PAGES else HOME} if "page" in settings else {}
    return urlencode(place | _written(reading.values)), wrong + reading.notices


def _setting(raw: str) -> tuple[str, list[str]]:
    """The same for an address that has to set something."""
    query, wrong = _address(raw)
    return query, wrong if query or wrong else [f"{quoted(raw)} sets nothing."]


def _parts(raw: str) -> tuple[str, str]:
    """The path and the query of a link; what is neither link nor page is a query."""
    path, sign, query = raw.partition("#")[0].partition("?")
    if "=" in path.split("/")[0] or not (sign or "/" in path or path in PAGES):
        return "", raw
    return path, query


def _settings_of(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))


def _written(values: dict[str, Value]) -> dict[str, str]:
    return {name: format_value(value) for name, value in values.items()}

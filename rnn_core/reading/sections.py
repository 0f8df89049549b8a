"""Finds the names in pasted text, and the part of the text that belongs to each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .clean import BLOCK, MATRIX, VECTOR

_NAME = re.compile(
    r"(?<![\w.\"'])[\"']?([^\W\d][\w./]{0,79})[\"']?"  # dH, "dH", rnn.weight_hh_l0.grad
    r"(?:\[[\"'](\w{1,80})[\"']\])?"  # grads["dWaa"]
    r"[ \t]*(?:\([\d, ×x]{1,20}\))?[ \t]*(?::?=(?!=)|:(?!:))"
)
_ALONE = re.compile(
    r"^[ \t]*(?:[^\W\d]\w{0,30}[ \t]+){0,6}[\"']?([^\W\d][\w.]{0,79})[\"']?[ \t]*$",
    re.MULTILINE,
)
_LABEL = re.compile(r"(?:[^\W\d]\w{0,30}[ \t]+){1,6}")
_CODE_WORDS = frozenset(
    "if for while def return import from class lambda with end function else elif "
    "in not and or assert try except let begin do const static void double int float "
    "using require local var".split()
)
MOST_NAMES = 200
"""Names of matrices in one text."""
_NUMBERS = frozenset(("nan", "inf", "infinity", "na"))
_STRANGE = re.compile(
    r"(?<![\w.])[^\W\d][\w.]{0,79}"  # a word
    r"|[^\x00-\x7f]|[!\"$&'*/:<=>?@\\^`|~_]"
)
_CODE = re.compile(r"[\[\](){}=*@;]")
_WORD = re.compile(r"(?<![\w.])[^\W\d]{2,80}")
_SCALE = re.compile(r"(?<![\w.])1(?:\.0{0,20})?[eE]([+-]?\d{1,3})[ \t]*\*")
_CUT = re.compile(r"\.\.\.|[…⋮⋱⋯]")
_CONTINUED = re.compile(r"(?<=[\d,;])[ \t]*\.\.\.[ \t]*\n")
_QUOTED = re.compile(r"([\"'])[ \t]{0,80}([-+.\deE,]{1,80})[ \t]{0,80}\1")
CUT_SHORT = (
    "is cut short: where “{sign}” stands, entries were left out. Print all of it: "
    "NumPy does after np.set_printoptions(threshold=np.inf), PyTorch after "
    "torch.set_printoptions(threshold=float('inf')), Julia with "
    'show(stdout, "text/plain", H). Or save it to a file, np.save("H.npy", H).'
)


class Section(NamedTuple):
    """The text of one name. line: the first, from 1; kind: what its header said."""

    name: str
    body: str
    line: int
    kind: str


def sections(text: str) -> Iterator[Section]:
    """The named parts of a cleaned text in order; "" is what has no name."""
    lines = _Lines(text)
    alone, before = _marks(_ALONE, text), _marks(_NAME, text)
    marks = sorted((*alone, *before), key=lambda mark: mark.start())
    name, start = "", 0
    for mark in marks:
        if mark.start() < start:
            continue
        label = _label_start(text, start, mark.start())
        yield from _parts(name, text[start:label], lines.at(start))
        spoken = mark[2] if mark.re is _NAME and mark[2] else mark[1]
        name, start = spoken, mark.end()
    yield from _parts(name, text[start:], lines.at(start))


def _marks(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The names that a pattern finds; ValueError for more than text of numbers has."""
    marks: list[re.Match[str]] = []
    for mark in pattern.finditer(text):
        if mark[1].lower() in _NUMBERS or _CODE_WORDS.intersection(mark[0].split()):
            continue
        marks.append(mark)
        if len(marks) > MOST_NAMES:
            raise ValueError(
                f"It has more than {MOST_NAMES} names; paste matrices, each with its "
                "name before it"
            )
    return marks


def _label_start(text: str, least: int, name_at: int) -> int:
    """Where the words before a name begin: `gradient of H:`; `name_at` without any."""
    line_at = max(least, text.rfind("\n", max(least, name_at - 200), name_at) + 1)
    words = text[line_at:name_at].strip(" \t\"'") + " "
    if not _LABEL.fullmatch(words) or _CODE_WORDS & set(words.split()):
        return name_at
    return line_at


def _parts(name: str, text: str, line: int) -> Iterator[Section]:
    """What stands under each header of Julia's; empty parts are left out."""
    kind, first = "", 0
    if text.count(MATRIX) + text.count(VECTOR) > MOST_NAMES:
        raise ValueError(f"It has more than {MOST_NAMES} matrices")
    for header in (*re.finditer(f"[{MATRIX}{VECTOR}]", text), None):
        body = text[first : header.start() if header else len(text)]
        if body.strip(f" \t\n{{}},;{BLOCK}"):
            yield Section(name, body, line + text.count("\n", 0, first), kind)
        if header:
            kind, first = header[0], header.end()


def is_prose(section: Section) -> bool:
    """Whether what has no name is words on every line, as `epoch 3 loss 2.31` is."""
    if section.name or _CODE.search(section.body):
        return False
    if not _CODE_WORDS.isdisjoint(section.body.split()):
        return False
    return all(
        any(word[0].lower() not in _NUMBERS for word in _WORD.finditer(line))
        for line in section.body.splitlines()
        if line.strip()
    )


def plain_numbers(section: Section, where: str) -> tuple[str, int]:
    """The body with nothing but numbers and their punctuation, and the power of ten it
    is to be multiplied by. ValueError in words for anything else.
    """
    body, scales = section.body, []
    if ";" in body:
        body = _CONTINUED.sub(" ", body)
    if cut := _CUT.search(body):
        raise ValueError(f"{where} {CUT_SHORT.format(sign=cut[0])}")
    if "*" in body:
        scales = [int(scale[1]) for scale in _SCALE.finditer(body)]
        body = _SCALE.sub(" ", body)
        if len(set(scales)) > 1:
            raise ValueError(
                f"{where} has blocks with different scale factors; print it with "
                "format long g, which has none"
            )
    body = _QUOTED.sub(r"\2", body)
    for strange in _STRANGE.finditer(body):
        if strange[0].lower() not in _NUMBERS:
            line = section.line + body.count("\n", 0, strange.start())
            raise ValueError(
                f"Line {line} says “{strange[0]}”, which is no number. Only numbers "
                "are read, never code: print the matrix and paste what was printed, or "
                "drop a file"
            )
    return body, scales[0] if scales else 0


class _Lines:
    """The line of each place in a text, asked for from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.place, self.line = text, 0, 1

    def at(self, place: int) -> int:
        self.line += self.text.count("\n", self.place, place)
        self.place = place
        return self.line

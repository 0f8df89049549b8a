"""Converts words to token ids and back."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Int64
from numpy.typing import ArrayLike

from .checks import as_array, expect, frozen, token_ids, whole_number
from .summary import short_repr

UNKNOWN = "<unk>"
"""The entry for all other words. No word can look like it: words have no brackets."""


def tokenize(text: str) -> tuple[str, ...]:
    """The words of a text: runs of letters, digits and apostrophes, lower-cased.

    Unicode throughout: a combining mark belongs to the letter before it, letters are
    composed (NFC), a typographic apostrophe is an apostrophe, and a run without a
    letter or a digit is no word. TypeError: no str.
    """
    if not isinstance(text, str):
        raise TypeError(f"text is {type(text).__name__}; it must be a str")
    lower = unicodedata.normalize("NFC", text).replace("’", "'").lower()
    composed = unicodedata.normalize("NFC", lower)
    runs = _word_pattern(composed).findall(composed)
    return tuple(run for run in runs if run.strip("'"))


def _word_pattern(text: str) -> re.Pattern[str]:
    """Letters and digits, each with its marks, and apostrophes; of all marks that
    Unicode has, those of this text.
    """
    marks = "".join(sorted({c for c in text if unicodedata.category(c)[0] == "M"}))
    letters = rf"[^\W_]+[{marks}]*" if marks else r"[^\W_]+"
    return re.compile(rf"(?:{letters}|'+)+")


@dataclass(frozen=True)
class Vocabulary:
    """The most frequent words of a text and, last, one entry for all others.

    words: |V| entries; id 0 is the most frequent word, ties in order of appearance.
    Entries that the text leaves unnamed are "".
    """

    words: tuple[str, ...]

    __repr__ = short_repr

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("words is empty; the last entry stands for all others")

    @classmethod
    def from_text(cls, text: str, size: int) -> "Vocabulary":
        """The vocabulary with `size` = |V| >= 1 entries; the text may be empty."""
        size = whole_number("size", size, 1)
        named = [word for word, _ in Counter(tokenize(text)).most_common(size - 1)]
        unnamed = [""] * (size - 1 - len(named))
        return cls((*named, *unnamed, UNKNOWN))

    def encode(self, words: str | Iterable[str]) -> Int64[np.ndarray, " n"]:
        """The id of each word, of a text or of words already apart.

        TypeError: neither a str nor an iterable.
        """
        expect("words", words, Iterable)
        ids = {word: n for n, word in enumerate(self.words) if word}
        other = len(self.words) - 1
        apart = tokenize(words) if isinstance(words, str) else words
        return frozen(np.array([ids.get(w, other) for w in apart], dtype=np.int64))

    def decode(self, ids: ArrayLike) -> tuple[str, ...]:
        """The word of each id; ValueError for an id outside the vocabulary."""
        given = as_array("ids", ids)
        if given.shape == (0,):
            return ()
        return tuple(self.words[n] for n in token_ids("ids", given, len(self.words)))


class Window(NamedTuple):
    """T words, the word that follows each, and the position of the first, from 0."""

    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    start: int

    def __repr__(self) -> str:
        return short_repr(self)


def next_word_window(ids: ArrayLike, steps: int, start: int = 0) -> Window:
    """The words x_1..x_T from word `start` on, and the next words y_t = x_{t+1}.

    Where the text is too short, T is what it has, and the window moves left until it
    fits. ValueError: fewer than two words, steps below 1, start below 0.
    """
    steps, start = whole_number("steps", steps, 1), whole_number("start", start, 0)
    words = as_array("ids", ids)
    if words.ndim != 1 or len(words) < 2:
        raise ValueError(
            f"ids has shape {words.shape}; predicting the next word takes a sequence "
            "of at least two words"
        )
    words = token_ids("ids", words, np.iinfo(np.int64).max)
    steps = min(steps, len(words) - 1)
    start = min(start, len(words) - 1 - steps)
    inputs, targets = words[start : start + steps], words[start + 1 : start + steps + 1]
    return Window(inputs, targets, start)

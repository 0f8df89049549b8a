"""What a brought network reads: its own words, or ids, and the text that a file has."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from rnn_core import Vocabulary, tokenize
from rnn_core.checks import frozen

from ..address.notices import show_invisible
from ..address.settings import DEFAULT_TEXT
from .brought_network import BroughtNetwork

OTHERS = {"<unk>", "unk", "[unk]", "<oov>", "oov", "<unknown>", "unknown_token"}
"""What a vocabulary's entry for all other words is called."""
ID = re.compile(r"(#?)(\d{1,5})", re.ASCII)
NAMED = 5
"""Words that are quoted; the others are counted."""
LONGEST = 24


class Sequence(NamedTuple):
    """All that is read and predicted, (n,) each, and what there is to say about it."""

    inputs: Int64[np.ndarray, " n"]
    targets: Int64[np.ndarray, " n"]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class OwnVocabulary(Vocabulary):
    """The words of a file, by id; "" for each where it has none."""

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {word: n for n, word in reversed([*enumerate(self.words)]) if word}

    @cached_property
    def _lower(self) -> dict[str, int]:
        return {word.lower(): n for word, n in reversed([*self._ids.items()])}

    @cached_property
    def other(self) -> int | None:
        """The entry for all other words, where there is one."""
        places = (n for word, n in self._lower.items() if word in OTHERS)
        return next(places, None)

    @property
    def is_named(self) -> bool:
        """Whether the file has words."""
        return any(self.words)

    @property
    def is_letters(self) -> bool:
        """Whether each word is one sign, as in min-char-rnn."""
        return self.is_named and all(len(word) <= 1 for word in self.words)

    def place(self, word: str) -> int | None:
        """The id of a word in any case, or of a number: 3 is id 3, and #3 is too.

        None where there is no such entry, and none for all others.
        """
        for table, form in ((self._ids, word), (self._lower, word.lower())):
            if form in table:
                return table[form]
        if (match := ID.fullmatch(word)) and (not self.is_named or match[1]):
            number = int(match[2])
            return number if number < len(self.words) else None
        return self.other if self.is_named else None

    def apart(self, text: str) -> Iterator[str]:
        """The pieces of a text: signs, ids, or words and the marks between them."""
        if self.is_letters:
            yield from text
            return
        for piece in text.replace(",", " , ").split():
            if not self.is_named or piece in self._ids:
                if piece != "," or piece in self._ids:
                    yield piece
                continue
            for wordlike, run in groupby(piece, _is_wordlike):
                signs = "".join(run)
                if wordlike:
                    yield signs.replace("’", "'")
                else:
                    yield from (sign for sign in signs if sign in self._ids)


def place_of(vocabulary: Vocabulary, word: str) -> int | None:
    """The id of an edit's word; None where the vocabulary has none for it.

    Of one's own vocabulary a number that is no word is an id.
    """
    if not isinstance(vocabulary, OwnVocabulary):
        return int(vocabulary.encode([word])[0])
    place = vocabulary.place(word)
    if place in (None, vocabulary.other) and word.isdecimal():
        place = vocabulary.place(f"#{int(word)}")
    return place


def edit_word(vocabulary: Vocabulary, raw: str) -> str | None:
    """How an edit writes what was typed for a word; None where that is no word.

    Edits hold words in small letters: another entry of one's own vocabulary, such as a
    mark or #3, is written as its id.
    """
    words = tokenize(raw)
    typed = words[0] if words else None
    if not isinstance(vocabulary, OwnVocabulary):
        return typed
    place = vocabulary.place(raw.strip() or raw)
    if place is None or (typed and place_of(vocabulary, typed) == place):
        return typed
    return str(place) if place_of(vocabulary, str(place)) == place else typed


def own_vocabulary(network: BroughtNetwork) -> OwnVocabulary:
    """The vocabulary of a network."""
    return OwnVocabulary(network.words or ("",) * network.vocab)


def is_files_own(network: BroughtNetwork, text: str) -> bool:
    """Whether the network reads what is in its file: the visitor wrote no text."""
    return network.inputs is not None and text.strip() in ("", DEFAULT_TEXT)


def read_sequence(network: BroughtNetwork, text: str) -> Sequence:
    """What the file has, until there is a text; else the text's words, or ids."""
    if network.inputs is not None and network.targets is not None:
        files = Sequence(network.inputs, network.targets, ())
        if is_files_own(network, text):
            return files
    else:
        count = min(network.vocab, 101)
        first = frozen(np.arange(count, dtype=np.int64))
        files = Sequence(first[:-1], first[1:], ())
    vocabulary = own_vocabulary(network)
    placed = [(word, vocabulary.place(word)) for word in vocabulary.apart(text)]
    ids = np.array([n for _, n in placed if n is not None], dtype=np.int64)
    left_out = [word for word, n in placed if n is None]
    said = (_left_out(vocabulary, left_out),) if left_out else ()
    if len(ids) < 2:
        typed = said if text.strip() != DEFAULT_TEXT else ()
        return files._replace(notices=(*typed, _too_few(network, vocabulary)))
    return Sequence(frozen(ids[:-1]), frozen(ids[1:]), said)


def _is_wordlike(sign: str) -> bool:
    return sign.isalnum() or sign in "'’_" or unicodedata.category(sign)[0] == "M"


def _left_out(vocabulary: OwnVocabulary, words: Iterable[str]) -> str:
    once = list(dict.fromkeys(words))
    quoted = ", ".join(f"“{show_invisible(word, LONGEST)}”" for word in once[:NAMED])
    more = f" and {len(once) - NAMED} more" if len(once) > NAMED else ""
    what = "words" if vocabulary.is_named else f"ids, 0 to {len(vocabulary.words) - 1}"
    return f"Not among your network’s {what}, and left out: {quoted}{more}."


def _too_few(network: BroughtNetwork, vocabulary: OwnVocabulary) -> str:
    wanted = "signs" if vocabulary.is_letters else "words"
    if not vocabulary.is_named:
        wanted = f"ids, from 0 to {network.vocab - 1}, such as 0 1 0,"
    until = "what is in your file" if network.inputs is not None else "its first words"
    return (
        f"Type two or more of your network’s {wanted} as the text. Until then it "
        f"reads {until}."
    )

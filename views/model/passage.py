"""What the network reads: words of a text, or of what was brought as a file."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int64

from rnn_core import Vocabulary, Window, next_word_window, tokenize

from ..address.settings import DEFAULT_TEXT, Config
from ..runtime.cache import cached
from .brought_network import BroughtNetwork, brought
from .own_words import own_vocabulary, read_sequence


@dataclass(frozen=True, eq=False)
class Passage:
    """The words that the network reads, and a message where they were changed.

    text: what was read, `words` in all. start counts from 1, as on the screen.
    """

    text: str
    vocabulary: Vocabulary
    inputs: Int64[np.ndarray, " T"]
    targets: Int64[np.ndarray, " T"]
    start: int
    words: int
    notices: tuple[str, ...]

    @property
    def steps(self) -> int:
        """The number of steps T that the text allows."""
        return len(self.inputs)

    @property
    def window(self) -> Int64[np.ndarray, " T1"]:
        """The T + 1 words that are read or predicted."""
        return np.append(self.inputs, self.targets[-1])

    @property
    def own_targets(self) -> Int64[np.ndarray, " T"] | None:
        """The targets, where a file has others than the words that are read next."""
        follows = np.array_equal(self.targets[:-1], self.inputs[1:])
        return None if follows else self.targets


@cached
def read_passage(text: str, V: int, T: int, start: int, network: str = "") -> Passage:
    """Read up to T words of a text from word `start` on, counted from 1.

    network: the digest of one that was brought, which reads its own words or, where
    there is no text, what is in its file.
    """
    if network:
        return _own_passage(brought(network), text, T, start)
    notices = []
    words = tokenize(text)
    if len(words) < 2:
        notices.append(
            "This text has fewer than two words, and a network that predicts the next "
            "word needs two: the default text is used instead."
        )
        text, words = DEFAULT_TEXT, tokenize(DEFAULT_TEXT)
    vocabulary = Vocabulary.from_text(text, V)
    window: Window = next_word_window(vocabulary.encode(words), T, start - 1)
    if len(window.inputs) < T:
        notices.append(
            f"The text has {len(words)} words, so T is {len(window.inputs)} and not "
            f"{T}: the last word is only ever a target."
        )
    if window.start != start - 1:
        notices.append(
            f"start = {start} leaves fewer than T + 1 words: "
            f"{window.start + 1} is used."
        )
    return Passage(
        text,
        vocabulary,
        window.inputs,
        window.targets,
        window.start + 1,
        len(words),
        tuple(notices),
    )


def _own_passage(own: BroughtNetwork, text: str, T: int, start: int) -> Passage:
    """What a network that was brought reads: T steps from word `start` on."""
    whole = read_sequence(own, text)
    notices, length = list(whole.notices), len(whole.inputs)
    steps = min(T, length)
    first = min(start - 1, length - steps)
    if steps < T:
        notices.append(f"There are {length + 1} words, so T is {steps} and not {T}.")
    if first != start - 1:
        notices.append(
            f"start = {start} leaves fewer than T + 1 words: {first + 1} is used."
        )
    return Passage(
        text,
        own_vocabulary(own),
        whole.inputs[first : first + steps],
        whole.targets[first : first + steps],
        first + 1,
        length + 1,
        tuple(notices),
    )


def read_text(config: Config) -> Passage:
    """What the network of a configuration reads."""
    return read_passage(config.text, config.V, config.T, config.start, config.network)

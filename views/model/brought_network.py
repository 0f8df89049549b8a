"""Networks that visitors brought as files, in memory, as long as someone holds them.

A network is found by its digest, which is in the address. The store has no claim on
it: each session that shows it holds it, and it is gone when the last of them is.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from jaxtyping import Int64

from rnn_core import Loaded, Params, constant_unit, load_network, real_units
from rnn_core.text import UNKNOWN

from ..address.notices import replace_surrogates, show_invisible
from ..address.settings import Config
from ..text import place
from .edits import LARGEST

DIGITS = 24
"""Hexadecimal digits of a digest: too many to be guessed."""
MOST_BYTES = 1_000_000_000
"""What all networks that are here may take together."""
UNNAMED = "a file without a name"
LONGEST_NAME = 40
LONGEST_WORD = 40
"""Characters of a file's name, and of a word, as they are shown."""
WEIGHTS = ("H", "L", "U", "h0")
SIGNS = {" ": "␣", "\n": "⏎", "\t": "⇥", "\r": "␍"}
"""Words that would not be seen."""
APART = str.maketrans({"<": "‹", ">": "›", "“": '"', "”": '"'})
"""Signs of words that something might take for its own."""
NO_NETWORK = (
    "There are gradients in it, and no network. Is my gradient right?, on Check, takes "
    "them."
)


@dataclass(frozen=True, eq=False)
class BroughtNetwork:
    """A network as its file has it, biases in a unit that is always 1.

    activation: None where neither the file nor its letters say. words: the vocabulary
    by id, or None. inputs and targets (T,): what the file reads, or None. gradients:
    whether there are some in the file. notes: how it was understood. name: the file's.
    part: what of the file it is, in sentences, where that is not all; else "".
    """

    params: Params
    activation: str | None
    words: tuple[str, ...] | None
    inputs: Int64[np.ndarray, " T"] | None
    targets: Int64[np.ndarray, " T"] | None
    gradients: bool
    notes: tuple[str, ...]
    name: str
    part: str = ""
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """Its digest: of the numbers and words, not of the name."""
        object.__setattr__(self, "digest", _digest(self))

    @property
    def hidden(self) -> int:
        """D_h, without the unit that holds the biases."""
        return real_units(self.params, self._sigma).hidden

    @property
    def biased(self) -> bool:
        """Whether it has a unit that is always 1, for biases."""
        return constant_unit(self.params, self._sigma) is not None

    @property
    def vocab(self) -> int:
        """The vocabulary's size |V|."""
        return self.params.vocab

    @property
    def bytes(self) -> int:
        """What its weights take."""
        return sum(int(getattr(self.params, name).nbytes) for name in WEIGHTS)

    @property
    def _sigma(self) -> str:
        return self.activation or "sigmoid"


_here: WeakValueDictionary[str, BroughtNetwork] = WeakValueDictionary()


def bring(
    source: "bytes | Mapping[str, Any]", name: str, take: str | None = None
) -> BroughtNetwork:
    """Read a network and put it where its digest finds it; the caller has to hold it.

    source: a file's bytes, or arrays by name.  take: "first" reads the first layer or
    sequence of more.  ValueError: a sentence says what cannot be read, or does not fit;
    of its kind MoreThanOne where the first can be taken.
    """
    network = read_network(source, name, take)
    kept = _here.get(network.digest)
    if kept is not None:
        network = replace(network, params=kept.params)
    elif (
        sum(other.bytes for other in list(_here.values())) + network.bytes > MOST_BYTES
    ):
        raise ValueError(place.FULL)
    _here[network.digest] = network
    return network


def keep_here(network: BroughtNetwork) -> None:
    """Have a network found by its digest as long as the caller holds it.

    Of those who hold the same one, another may have left.
    """
    _here.setdefault(network.digest, network)


def found(digest: str) -> BroughtNetwork | None:
    """The network of a digest; None where it is not here."""
    return _here.get(digest) if digest else None


def is_digest(text: str) -> bool:
    """Whether a text has the form of a digest."""
    return re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", text, re.ASCII) is not None


def brought(digest: str) -> BroughtNetwork:
    """The network of a digest. LookupError: whoever held it has left."""
    network = found(digest)
    if network is None:
        raise LookupError("this network was brought as a file, and is no longer here")
    return network


def with_network(config: Config) -> Config:
    """The configuration as it can be shown: with the sizes of the network that it names
    or, where that is not here, with the drawn one.
    """
    if not config.network:
        return config
    network = found(config.network)
    if network is None:
        return replace(config, network="")
    return replace(config, D_h=network.hidden, V=network.vocab)


def read_network(
    source: "bytes | Mapping[str, Any]", name: str, take: str | None = None
) -> BroughtNetwork:
    """A network from a file's bytes, or from arrays by name. ValueError: as `bring`."""
    loaded: Loaded = load_network(source, take=take, name=name)
    if loaded.params is None:
        raise ValueError(NO_NETWORK)
    params = loaded.params
    if params.vocab < 2:
        raise ValueError(
            "The file has |V| = 1; a network that predicts words has 2 or more"
        )
    for weights in WEIGHTS:
        largest = float(np.abs(getattr(params, weights)).max())
        if largest > LARGEST:
            raise ValueError(
                f"The file has an entry of size {largest:.3g} in {weights}; the "
                f"largest here is {LARGEST:,.0f}"
            )
    words = loaded.words and tuple(map(replace_surrogates, loaded.words))
    inputs, targets = loaded.inputs, loaded.targets
    if inputs is not None and targets is None and len(inputs) > 1:
        inputs, targets = inputs[:-1], inputs[1:]
    if inputs is None or targets is None or not len(inputs):
        inputs = targets = None
    return BroughtNetwork(
        params,
        loaded.activation,
        words or None,
        inputs,
        targets,
        bool(loaded.gradients),
        loaded.notes,
        shown_name(name),
        loaded.part,
    )


def shown_word(word: str) -> str:
    """A word of a file as it is shown: short, visible, and no markup."""
    if word == UNKNOWN:
        return word
    return show_invisible(SIGNS.get(word, word).translate(APART), LONGEST_WORD)


def shown_name(name: str) -> str:
    """A file's name as it is shown: short, visible, and no markup."""
    plain = replace_surrogates(name).translate(APART)
    return show_invisible(plain, LONGEST_NAME) or UNNAMED


def _digest(network: BroughtNetwork) -> str:
    """SHA-256 of shapes, numbers, activation, ids and words, shortened."""
    digest = hashlib.sha256()
    arrays = [getattr(network.params, name) for name in WEIGHTS]
    for array in (*arrays, network.inputs, network.targets):
        digest.update(repr(None if array is None else array.shape).encode())
        digest.update(b"" if array is None else np.ascontiguousarray(array).tobytes())
    digest.update(repr((network.activation, network.words)).encode())
    return digest.hexdigest()[:DIGITS]

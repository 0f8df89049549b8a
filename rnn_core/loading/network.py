"""A network from a file or a dict, whatever letters it is written in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Int64

from ..activation import ACTIVATIONS
from ..checks import one_of
from ..params import Params
from ..summary import short_repr
from .assemble import MATRICES, WEIGHTS, assemble
from .containers import ALONE, Contents, read_source
from .entries import entries_of
from .first_sequence import first_sequence
from .messages import quoted_list
from .more_than_one import MoreThanOne, take_first
from .recognise import Recognised, recognise
from .sequences import read_activation, read_ids, read_words


@dataclass(frozen=True, eq=False)
class Loaded:
    """What was found; None where a thing was absent.

    params: the weights, biases held by a unit that is always 1.
    inputs, targets (T,): token ids from 0.   words: the vocabulary, by id.
    gradients: those of H, L, U and h0 that were given, shaped as the weights, in the
    precision they had. 0 at the constants of a unit that is always 1; nan in a column
    of biases whose gradient was not given.
    notes: sentences that say what was recognised, turned, added up and left out.
    activation: sigma by name, if the file, the letters' convention or the caller said.
    part: what of the file was read, in sentences, where that is not all; else "".
    """

    params: Params | None
    inputs: Int64[np.ndarray, " T"] | None
    targets: Int64[np.ndarray, " T"] | None
    words: tuple[str, ...] | None
    gradients: dict[str, Float[np.ndarray, "..."]] | None
    notes: tuple[str, ...]
    activation: str | None
    part: str = ""

    __repr__ = short_repr


def load_network(
    source: Any,
    activation: str | None = None,
    as_is: Collection[str] = (),
    take: str | None = None,
    name: str = "",
) -> Loaded:
    """The network, text and gradients in a file, its bytes, or a dict of array-likes.

    Files: .npz, .json, .safetensors (which needs the package safetensors). Letters and
    layouts of this app, min-char-rnn, PyTorch's nn.RNN with a linear head, cs231n,
    deeplearning.ai, d2l.ai and WildML are recognised and, where they differ, turned:
    `notes` says so. Biases become a unit that is always 1, as `with_biases` makes it.

    activation: sigma by name, where that is known; else what the file says, else what
    the convention has. as_is: parts, "H" and others, that are not transposed where they
    are square, whatever the layout of the rest. take: "first" reads the first layer,
    forwards, where there are more, and the first sequence of a batch; gradients are
    then of more than was read, and are left out. name: what a file was called whose
    bytes these are; an error says where its ending is another kind's.

    Numbers only are read, never code and never a pickle; a file has at most 84 MB, and
    nothing in it is trusted to be as large as it says.

    ValueError: anything else, in words: what was found, and what is wanted; of its kind
    MoreThanOne where take="first" would read something. TypeError: a source of another
    kind. OSError: a path that cannot be opened.
    """
    first = take_first(take)
    if activation is not None:
        one_of("activation", activation, tuple(ACTIVATIONS))
    contents = read_source(source, name)
    try:
        return _loaded(contents, activation, as_is, first)
    except MoreThanOne as error:
        found = _sentence(contents.called, error.found)
        raise MoreThanOne(found, error.first) from None
    except ValueError as error:
        raise ValueError(_sentence(contents.called, str(error))) from None


def _loaded(
    contents: Contents, activation: str | None, as_is: Collection[str], first: bool
) -> Loaded:
    if set(contents.values) == {ALONE}:
        raise ValueError(
            "holds one array without a name; a network is H, L and U, in one .npz, "
            ".json or .safetensors file. A single gradient is read by load_gradient"
        )
    found = recognise(entries_of(contents.values), first)
    found = first_sequence(found, first)
    notes = list(found.notes)
    if found.part and found.gradients:
        names = [named.name for named in found.gradients.values()]
        notes.append(
            f"{quoted_list(names)} {'are' if len(names) > 1 else 'is'} left out: "
            "gradients of all of it are none of the part that is read."
        )
        found = found._replace(gradients={})
    if not {*found.weights} & {*MATRICES} and not {*found.gradients} & {*WEIGHTS}:
        raise ValueError(_nothing(found))
    others = found.others
    stated = read_activation(others.get("activation"))
    usual = found.convention.activation if found.convention else None
    sigma = activation or stated or usual
    parts = assemble(found, sigma, as_is)
    params = parts.params
    vocab = None if params is None else params.vocab
    inputs = read_ids(others.get("inputs"), vocab)
    targets = read_ids(others.get("targets"), vocab)
    if inputs is not None and targets is not None and len(inputs) != len(targets):
        raise ValueError(
            f"has {len(inputs)} inputs and {len(targets)} targets; every input needs "
            "the word after it as its target"
        )
    words = read_words(others.get("words"), vocab)
    notes = [*parts.notes, *notes]
    if activation is stated is None and found.convention and usual:
        notes.append(f"sigma is taken as {usual}, as {found.convention.title} has it.")
    return Loaded(
        params,
        inputs,
        targets,
        words,
        parts.gradients,
        tuple(notes),
        sigma,
        found.part,
    )


def _nothing(found: Recognised) -> str:
    groups = (found.weights, found.gradients, found.others)
    named = [named.name for group in groups for named in group.values()]
    names = sorted([*named, *found.rest])
    has = f"holds {quoted_list(names)}" if names else "holds nothing"
    return (
        f"{has}; wanted are H, L and U, or the same in the letters of min-char-rnn "
        "(Wxh, Whh, Why), PyTorch (weight_ih_l0, weight_hh_l0, fc.weight), cs231n (Wx, "
        "Wh, W_vocab) or deeplearning.ai (Wax, Waa, Wya)"
    )


def _sentence(called: str, why: str) -> str:
    """Errors that begin with a verb are about the file."""
    verb = why.split(" ", 1)[0] in {"has", "holds", "is", "lacks"}
    return f"{called} {why}" if verb else f"{called}: {why}"

"""The names of PyTorch's nn.RNN or nn.RNNCell with a linear head, under any prefix."""

import re
from typing import Any, NamedTuple

from .conventions import TORCH_SHORT, Convention, gradient_names
from .entries import Entry
from .messages import quoted_list

_CELL = re.compile(r"(?:.*\.)?(weight|bias)_(ih|hh)(?:_l(\d{1,3}))?(_reverse)?")
_LAYER = re.compile(r"(^|[._])(weight|bias)(_[ih]h(_l\d+)?)?$")
_WEIGHT = re.compile(r"(^|[._])weight$")
_PARTS = {
    ("weight", "ih"): "L",
    ("weight", "hh"): "H",
    ("bias", "ih"): "b_h",
    ("bias", "hh"): "b_h2",
}
_EMBEDDING = re.compile(r"emb|lookup|wte|encoder|token|word_vec", re.IGNORECASE)
TITLE = "PyTorch's nn.RNN with a linear head"

Shape = tuple[int, ...]


class Cell(NamedTuple):
    """A matrix or a bias of nn.RNN. part: what it would be here."""

    part: str
    layer: int
    reverse: bool


def torch_convention(entries: list[Entry]) -> Convention | None:
    """What each name of such a model is; None where no name is one of nn.RNN.

    Which of the other matrices is the head and which an embedding in front is told by
    shapes, names and biases. ValueError: two such layers beside each other, or a head
    that cannot be told.
    """
    shapes = shapes_of(entries)
    cells = cells_of(shapes)
    letters: dict[str, str] = {}
    for name, cell in cells.items():
        if cell.part in letters.values():
            raise ValueError(f"has two recurrent layers: {quoted_list(cells)}")
        letters[name] = cell.part
    if not letters:
        return None
    sizes = {part: shapes[name] for name, part in letters.items()}
    letters |= _ends(sizes, shapes, letters)
    return Convention(TITLE, TORCH_SHORT | letters, activation="tanh", fixed=True)


def shapes_of(entries: list[Entry]) -> dict[str, Shape]:
    """The shapes by name, without the marks of gradients."""
    known = {entry.name for entry in entries}
    return {plain_name(entry, known): _shape(entry.value) for entry in entries}


def cells_of(shapes: dict[str, Shape]) -> dict[str, Cell]:
    """Those names that nn.RNN gives, of any layer and direction."""
    found = {name: m for name in shapes if (m := _CELL.fullmatch(name))}
    return {
        name: Cell(_PARTS[m[1], m[2]], int(m[3] or 0), m[4] is not None)
        for name, m in found.items()
    }


def plain_name(entry: Entry, known: set[str]) -> str:
    """The name without the mark of a gradient.

    A d may as well begin a decoder: it is a mark where what follows is a name too.
    """
    for name in gradient_names(entry.name):
        marked = entry.name.startswith(("grad_", name))
        cell = _CELL.fullmatch(name) and "." not in name
        if name in known or cell or (marked and _LAYER.search(name)):
            return name
    return entry.name


def _shape(value: Any) -> Shape:
    """The shape of an array-like, as far as it is told without making an array."""
    shape = getattr(value, "shape", None)
    if shape is not None:
        return tuple(shape)
    sizes: list[int] = []
    while isinstance(value, list | tuple) and value and len(sizes) < 4:
        sizes.append(len(value))
        value = value[0]
    return tuple(sizes)


def two_way_heads(shapes: dict[str, Shape], hidden: int) -> list[str]:
    """Matrices that read the states of both directions, (.., 2 D_h)."""
    reads = [shapes[n][-1:] for n, c in cells_of(shapes).items() if c.part == "L"]
    return [
        name
        for name, shape in shapes.items()
        if len(shape) == 2
        and shape[1] == 2 * hidden
        and _WEIGHT.search(name)
        and not _CELL.fullmatch(name)
        and not _EMBEDDING.search(name)
        and (_bias(name) in shapes or (2 * hidden,) not in reads)
    ]


def _ends(
    sizes: dict[str, Shape],
    shapes: dict[str, Shape],
    taken: dict[str, str],
) -> dict[str, str]:
    """The letters of the head and, if there is one, of the embedding."""
    hidden = (sizes.get("H") or sizes.get("L") or (0,))[0]
    reads = sizes["L"][1] if len(sizes.get("L", ())) == 2 else None
    heads, embeddings = [], []
    for name, shape in shapes.items():
        if name in taken or len(shape) != 2 or not _WEIGHT.search(name):
            continue
        biased = _bias(name) in shapes
        if _EMBEDDING.search(name) and not biased and reads in (None, shape[1]):
            embeddings.append(name)
        elif shape[1] == hidden:
            heads.append(name)
        elif shape[1] == reads and not biased:
            embeddings.append(name)
    if len(heads) == 2 and not embeddings:
        bare = [name for name in heads if _bias(name) not in shapes]
        if len(bare) == 1 and reads == hidden:
            embeddings, heads = bare, [name for name in heads if name not in bare]
    if len(heads) > 1 or len(embeddings) > 1:
        raise ValueError(
            f"has {quoted_list(heads if len(heads) > 1 else embeddings)}, and only one "
            "of them can be the layer from or to the words; leave the others out"
        )
    letters = {name: "E" for name in embeddings} | {name: "U" for name in heads}
    return letters | {_bias(name): "b_y" for name in heads if _bias(name) in shapes}


def _bias(name: str) -> str:
    return f"{name.removesuffix('weight')}bias"

"""The first layer, forwards, of an nn.RNN of several layers or two directions."""

from typing import NamedTuple

from .conventions import TORCH_SHORT
from .entries import Entry
from .gates import plain_shape
from .messages import quoted, quoted_list
from .more_than_one import MoreThanOne
from .numbers import as_matrix, numeric
from .torch_names import cells_of, plain_name, shapes_of, two_way_heads

ANOTHER = "this is another network than the file's"


class Layer(NamedTuple):
    """The entries that are left, what to say, and what they are of all, in a sentence.

    part: "" where there was no more than these.
    """

    entries: list[Entry]
    notes: tuple[str, ...] = ()
    part: str = ""


def first_layer(entries: list[Entry], first: bool) -> Layer:
    """The entries without those of further layers and of the way backwards.

    The head is kept; of one that reads two directions, the half that reads forwards.
    MoreThanOne: there are such, and `first` is not set. ValueError: an LSTM or a GRU.
    """
    shapes = shapes_of(entries)
    cells = cells_of(shapes)
    for name, cell in cells.items():
        if cell.part == "H":
            plain_shape(name, shapes[name])
    further = [name for name, cell in cells.items() if cell.layer or cell.reverse]
    if not further:
        return Layer(entries)
    further.sort(key=lambda name: (len(cells[name].part), cells[name][1:], name))
    layers = 1 + max(cell.layer for cell in cells.values())
    both = any(cell.reverse for cell in cells.values())
    has = f"{layers} layers{' in two directions' * both}"
    has = has if layers > 1 else "two directions"
    what = "the forward direction" if both else "the first layer"
    what += " of the first layer" * (both and layers > 1)
    if not first:
        raise MoreThanOne(
            f"has {quoted_list(further, 2)}: it has {has}, and the network here has "
            "one layer and one direction",
            what,
        )
    known = {entry.name for entry in entries}
    widths = [shapes[n][0] for n, c in cells.items() if c.part == "H" and shapes[n]]
    halved = two_way_heads(shapes, widths[0]) if both and widths else []
    kept = []
    for entry in entries:
        name = plain_name(entry, known)
        if name in further:
            continue
        if name in halved:
            matrix = as_matrix(name, numeric(quoted(entry.name), entry.value))
            entry = entry._replace(value=matrix[:, : widths[0]])
        elif TORCH_SHORT.get(name) == "h0" and name in shapes:
            if len(shapes[name]) > 1 and shapes[name][0] == layers * (1 + both):
                entry = entry._replace(value=entry.value[0])
        kept.append(entry)
    said = (
        f"It has {has}. Only {what} is read, below the head that was trained above all "
        f"of it: {ANOTHER}. Not read: "
        f"{quoted_list(further)}."
    )
    if halved:
        said += f" Of {quoted_list(halved)} the columns that read forwards are kept."
    return Layer(kept, (said,), f"Only {what} is read: {ANOTHER}.")

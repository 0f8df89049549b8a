"""Which matrices are the other way round, told by their shapes."""

from collections.abc import Collection
from itertools import product
from typing import NamedTuple

import numpy as np

from .conventions import Convention
from .gates import plain_shape
from .messages import quoted, quoted_list

Shapes = dict[str, tuple[int, int]]
Vectors = dict[str, int]
_AXES = {"H": "DD", "L": "DV", "U": "VD"}
_EMBEDDED = {"H": "DD", "L": "DN", "E": "VN", "U": "VD"}


class Layout(NamedTuple):
    """Which parts are turned, the network's sizes where known, and what to say."""

    turned: dict[str, bool]
    hidden: int | None
    vocab: int | None
    notes: tuple[str, ...]


def layout_of(
    shapes: Shapes,
    names: dict[str, str],
    convention: Convention,
    vectors: Vectors,
    as_is: Collection[str] = (),
) -> Layout:
    """How to turn H, L, E and U so that z = H h + L[:, x] and o = U h fit.

    The convention's own layout is taken where it fits; else the one that fits and turns
    fewest against it. vectors: lengths of h0 and biases, which must fit too. as_is:
    parts that stay as they are where they are square.
    ValueError: none fits.
    """
    axes = _EMBEDDED if "E" in shapes else _AXES
    usual = {"H": convention.rows, "L": convention.rows, "U": convention.rows}
    usual |= {"E": False} if "E" in shapes else {}
    free = [part for part in ("L", "E", "U") if part in shapes]
    fits = []
    choices = (False,) if convention.fixed else (False, True)
    for flags in product(choices, repeat=len(free)):
        turned = usual | dict(zip(free, flags, strict=True))
        sizes = _sizes(shapes, axes, turned, vectors)
        if sizes is not None:
            fits.append((sum(turned[p] != usual[p] for p in free), turned, sizes))
    if not fits:
        raise ValueError(_misfit(shapes, names, axes, usual, vectors))
    fits.sort(key=lambda fit: fit[0])
    _, turned, sizes = fits[0]
    ends = {turned[part] for part in ("L", "U") if part in shapes}
    notes: list[str] = []
    if len(ends) == 1:
        turned["H"] = ends.pop()
    elif len(ends) == 2:
        turned["H"] = False
    for part in as_is:
        if part in shapes and shapes[part][0] == shapes[part][1]:
            turned[part] = False
    notes += _notes(turned, shapes, names, convention, len(fits) > 1, "H" in as_is)
    return Layout(turned, sizes.get("D"), sizes.get("V"), tuple(notes))


def turn(array: np.ndarray, turned: bool) -> np.ndarray:
    """The array, or its transpose."""
    return array.T if turned else array


def _sizes(
    shapes: Shapes, axes: dict[str, str], turned: dict[str, bool], vectors: Vectors
) -> dict[str, int] | None:
    """D, V and N, if every shape agrees on them."""
    sizes: dict[str, int] = {}
    pairs = [
        pair
        for part, shape in shapes.items()
        for pair in zip(axes[part], shape[::-1] if turned[part] else shape, strict=True)
    ]
    pairs += [("D", size) for part, size in vectors.items() if part != "b_y"]
    pairs += [("V", size) for part, size in vectors.items() if part == "b_y"]
    for axis, size in pairs:
        if sizes.setdefault(axis, size) != size:
            return None
    return sizes


def _misfit(
    shapes: Shapes,
    names: dict[str, str],
    axes: dict[str, str],
    usual: dict[str, bool],
    vectors: Vectors,
) -> str:
    """Both shapes of the first pair that does not fit. ValueError: there are gates."""
    letters = {"D": "D_h", "V": "|V|", "N": "size of a word's vector"}
    if "H" in shapes and shapes["H"][0] != shapes["H"][1]:
        plain_shape(names["H"], shapes["H"])
        return (
            f"{quoted(names['H'])} has shape {shapes['H']}; it maps hidden units to "
            "hidden units, so it must be square"
        )
    wants = []
    for part, shape in shapes.items():
        form = axes[part][::-1] if usual[part] else axes[part]
        form = ", ".join(letters[axis] for axis in form)
        wants.append(f"{quoted(names[part])} is {shape}, wanted is ({form})")
    wants += [
        f"{quoted(names[part])} has {size} entries" for part, size in vectors.items()
    ]
    return (
        f"the shapes do not fit each other, not transposed either: {'; '.join(wants)}"
    )


def _notes(
    turned: dict[str, bool],
    shapes: Shapes,
    names: dict[str, str],
    convention: Convention,
    ambiguous: bool,
    kept: bool,
) -> list[str]:
    notes = []
    present = [part for part in ("H", "L", "U") if part in shapes]
    flags = {turned[part] for part in present}
    here = [names[part] for part in (*present, "E") if turned.get(part)]
    if flags == {True}:
        notes.append(
            "The layout is that of row vectors (h H instead of H h): "
            f"{quoted_list(here)} {'is' if len(here) == 1 else 'are'} transposed."
        )
    elif here:
        are = "is" if len(here) == 1 else "are"
        notes.append(f"{quoted_list(here)} {are} transposed.")
        if "H" in shapes and not turned["H"] and len(flags) == 2:
            advice = " If your program multiplies h H, transpose it."
            notes.append(
                f"{quoted(names['H'])} is square: it is taken as it is, for H h."
                f"{'' if kept else advice}"
            )
    square = [part for part in present if shapes[part][0] == shapes[part][1]]
    if (
        not convention.fixed
        and (ambiguous or present == ["H"])
        and len(square) == len(present)
    ):
        form = "row vectors, h H" if turned["H"] else "column vectors, H h"
        notes.append(
            f"{quoted_list([names[part] for part in present])} "
            f"{'is' if len(present) == 1 else 'are'} square, so that shapes do not "
            f"tell the layout: taken as {form}, as {convention.title} has it."
        )
    elif ambiguous:
        notes.append(
            "More than one layout fits these shapes; the one that is usual for "
            f"{convention.title} is taken."
        )
    return notes

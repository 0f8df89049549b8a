"""Recognised arrays, turned, with embeddings multiplied and biases folded in.

z = H h + L[:, x] + b_h, o = U h + b_y, whatever layout it came in.
"""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from ..biases import with_biases
from ..checks import frozen
from ..params import Params
from .conventions import Convention
from .layouts import Layout, layout_of, turn
from .limits import LARGEST_HIDDEN, LARGEST_VOCAB
from .messages import listed, quoted, quoted_list
from .numbers import as_matrix, as_vector, numeric
from .recognise import Named, Recognised

MATRICES = ("H", "L", "E", "U")
WEIGHTS: tuple[str, ...] = ("H", "L", "U", "h0")
Arrays = dict[str, np.ndarray]


class Assembled(NamedTuple):
    """The weights, the gradients that were given, and what to say about both."""

    params: Params | None
    gradients: Arrays | None
    notes: tuple[str, ...]


def assemble(
    found: Recognised, activation: str | None, as_is: Collection[str] = ()
) -> Assembled:
    """Weights and gradients in this app's letters and layout.

    ValueError: shapes that do not fit, a gradient shaped unlike its weight, entries
    that are not finite, a weight that is missing, a network that is too large.
    """
    convention = found.convention
    assert convention is not None, "something was recognised"
    notes = [spoken(found, convention)]
    weights, gradients = _arrays(found.weights), _arrays(found.gradients)
    for part, gradient in gradients.items():
        if part in weights and gradient.shape != weights[part].shape:
            raise ValueError(
                _unlike(
                    found.gradients[part],
                    found.weights[part],
                    gradient.shape,
                    weights[part].shape,
                )
            )
    if found.rest:
        notes.append(f"Not used: {quoted_list(found.rest)}.")
    if not {*weights} & {*MATRICES}:
        return _gradients_alone(found, convention, gradients, notes, as_is)
    missing = [part for part in ("H", "L", "U") if part not in weights]
    if missing:
        raise ValueError(
            f"lacks {listed(missing)} ({convention.title} calls it "
            f"{_letters(convention, missing)}); a network needs H, L and U"
        )
    layout = _layout(weights, found.weights, convention, as_is)
    notes += layout.notes
    if "E" in gradients or ("E" in weights and "L" in gradients):
        names = [found.gradients[p].name for p in ("E", "L") if p in gradients]
        notes.append(
            f"L is a product of two matrices here; {quoted_list(names)} "
            f"{'is' if len(names) == 1 else 'are'} no gradient of it and not compared."
        )
        gradients = {p: g for p, g in gradients.items() if p not in ("E", "L")}
    weights, gradients = _turned(weights, layout), _turned(gradients, layout)
    if "E" in weights:
        reads, words = (quoted(found.weights[part].name) for part in ("L", "E"))
        notes.append(f"L is {reads} times {words}: what a word adds to z.")
        with np.errstate(all="ignore"):
            product = np.asarray(weights["L"], float) @ weights.pop("E").T
        weights["L"] = _representable(f"{reads} times {words}", product)
    if "h0" not in weights:
        notes.append("There is no h0: it is taken as 0.")
        weights["h0"] = np.zeros(len(weights["H"]))
    _one_bias(weights, gradients, notes)
    biases = [part for part in ("b_h", "b_y") if part in weights]
    told = [part for part in ("b_h", "b_y") if part in gradients]
    if not told and not any(weights[part].any() for part in biases):
        if biases:
            notes.append("All biases are 0: they are left out.")
        core = {part: weights[part] for part in ("H", "L", "U", "h0")}
        return Assembled(Params(**core), _frozen(gradients), tuple(notes))
    return _folded(weights, gradients, activation, notes)


def _folded(
    weights: Arrays, gradients: Arrays, activation: str | None, notes: list[str]
) -> Assembled:
    """Biases, and their gradients, in the columns of one more unit."""
    hidden, vocab = weights["L"].shape
    H, L, U, h0 = (weights[part] for part in ("H", "L", "U", "h0"))
    b_h = weights.get("b_h", np.zeros(hidden))
    b_y = weights.get("b_y", np.zeros(vocab))
    params = with_biases(H, L, U, h0, b_h, b_y, activation or "sigmoid")
    notes.append(
        f"The biases are held by a unit that is always 1, number {hidden + 1}: its "
        "column of H is b_h, its column of U is b_y."
    )
    out: Arrays = {}
    for part, bias, size in (("H", "b_h", hidden), ("U", "b_y", vocab)):
        if part not in gradients and bias not in gradients:
            continue
        dtype = np.result_type(*(gradients[p] for p in (part, bias) if p in gradients))
        whole = np.full((size, hidden + 1), np.nan, dtype)
        if part in gradients:
            whole[:, :hidden] = gradients[part]
        if bias in gradients:
            whole[:, hidden] = gradients[bias]
        for name, there in ((part, part), (bias, bias)):
            if there not in gradients:
                notes.append(f"The gradient of {name} was not given: nan in its place.")
        constant = np.zeros((1, hidden + 1), dtype)
        out[part] = np.vstack([whole, constant]) if part == "H" else whole
    if "L" in gradients:
        constant = np.zeros((1, vocab), gradients["L"].dtype)
        out["L"] = np.vstack([gradients["L"], constant])
    if "h0" in gradients:
        zero = np.zeros(1, gradients["h0"].dtype)
        out["h0"] = np.concatenate([gradients["h0"], zero])
    return Assembled(params, _frozen(out), tuple(notes))


def _gradients_alone(
    found: Recognised,
    convention: Convention,
    gradients: Arrays,
    notes: list[str],
    as_is: Collection[str],
) -> Assembled:
    """Gradients for a network that is elsewhere, and has no biases."""
    layout = _layout(gradients, found.gradients, convention, as_is)
    kept = {
        p: g for p, g in _turned(gradients, layout).items() if p in "HLU" or p == "h0"
    }
    if "E" in gradients:
        kept.pop("L", None)
    left = [found.gradients[part].name for part in gradients if part not in kept]
    left += [named.name for named in found.weights.values()]
    if left:
        notes.append(
            f"Without the network's own weights {quoted_list(left)} cannot be placed: "
            "left out."
        )
    return Assembled(None, _frozen(kept), (*notes, *layout.notes))


def _arrays(named: dict[str, Named]) -> Arrays:
    """The numbers, matrices and vectors."""
    out = {}
    for part, (name, value) in named.items():
        shape = as_matrix if part in MATRICES else as_vector
        called = quoted(name)
        out[part] = shape(called, numeric(called, value))
    return out


def _layout(
    arrays: Arrays,
    named: dict[str, Named],
    convention: Convention,
    as_is: Collection[str],
) -> Layout:
    names = {part: named[part].name for part in arrays}
    shapes = {p: (a.shape[0], a.shape[1]) for p, a in arrays.items() if p in MATRICES}
    vectors = {p: len(a) for p, a in arrays.items() if p not in MATRICES}
    layout = layout_of(shapes, names, convention, vectors, as_is)
    for what, size, most in (
        ("D_h", layout.hidden, LARGEST_HIDDEN),
        ("|V|", layout.vocab, LARGEST_VOCAB),
    ):
        if size is not None and size > most:
            raise ValueError(f"has {what} = {size:,}; the largest network has {most:,}")
    return layout


def _turned(arrays: Arrays, layout: Layout) -> Arrays:
    return {p: turn(a, layout.turned.get(p, False)) for p, a in arrays.items()}


def _one_bias(weights: Arrays, gradients: Arrays, notes: list[str]) -> None:
    """PyTorch's two biases as one: b_h = b_ih + b_hh, and each has its gradient."""
    if "b_h2" in weights:
        second = np.asarray(weights.pop("b_h2"), np.float64)
        with np.errstate(all="ignore"):
            both = second + weights.get("b_h", 0.0)
        weights["b_h"] = _representable("the sum of bias_ih and bias_hh", both)
        notes.append("The two biases of nn.RNN are added: b_h = bias_ih + bias_hh.")
    if "b_h2" in gradients:
        second = gradients.pop("b_h2")
        if not np.array_equal(gradients.setdefault("b_h", second), second):
            notes.append(
                "The gradients of bias_ih and bias_hh differ, and should not: that of "
                "bias_ih is compared."
            )


def _representable(what: str, array: np.ndarray) -> np.ndarray:
    """The array; ValueError where a sum of finite numbers is not finite."""
    if not np.isfinite(array).all():
        raise ValueError(f"{what} is beyond float64's range")
    return array


def spoken(found: Recognised, convention: Convention) -> str:
    """Whose letters they are, and what each is here: the first note of all."""
    named = found.weights or found.gradients
    pairs = {part: named[part].name for part in ("H", "L", "U") if part in named}
    renamed = [f"{quoted(n)} is {p}" for p, n in pairs.items() if n != p]
    also = f": {', '.join(renamed)}" if renamed else ""
    return f"The letters are those of {convention.title}{also}."


def _letters(convention: Convention, parts: list[str]) -> str:
    """How a convention calls these parts."""
    return listed([n for n, p in convention.letters.items() if p in parts] or parts)


def _unlike(
    gradient: Named, weight: Named, found: tuple[int, ...], wants: tuple[int, ...]
) -> str:
    turned = found[::-1] == wants
    hint = "; it seems to be transposed" if turned else ""
    return (
        f"{quoted(gradient.name)} has shape {found} and {quoted(weight.name)} {wants}; "
        f"a gradient has the shape of its weight{hint}"
    )


def _frozen(gradients: Arrays) -> Arrays | None:
    """Read-only copies in rows, or None where there are none."""
    kept = {part: frozen(np.array(g, order="C")) for part, g in gradients.items()}
    return {p: kept[p] for p in WEIGHTS if p in kept} or None

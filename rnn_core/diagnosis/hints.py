"""What can be said of a gradient in which no mistake is found."""

from collections.abc import Mapping

import numpy as np

from .passes import Gather, Net, Recipe, evaluate
from .passes.gathering import RIGHT_FACTORS

LEADS = {"H": "dJ/dH", "L": "dJ/dL", "U": "dJ/dU", "h0": "dJ/dh(0)"}
LEADS |= {"b_h": "dJ/db_h", "b_y": "dJ/db_y"}
Arrays = Mapping[str, np.ndarray]


def where_not_finite(given: Arrays) -> tuple[str, ...]:
    """A sentence for every matrix with entries that are no numbers."""
    found = []
    for name, g in given.items():
        bad = np.argwhere(~np.isfinite(g))
        if len(bad):
            place = ", ".join(str(i + 1) for i in bad[0])
            kind = "not a number" if np.isnan(g[tuple(bad[0])]) else "infinite"
            more = f", and {len(bad) - 1} more" if len(bad) > 1 else ""
            found.append(
                f"{LEADS[name]} is {kind} at entry ({place}), counted from 1{more}; "
                "nothing else can be said before that is mended."
            )
    return tuple(found)


def hints_for(net: Net, given: Arrays, true: Arrays, room: Arrays) -> tuple[str, ...]:
    """Sentences about which matrices are right, and what is left over of the others."""
    good = {n for n, g in given.items() if (np.abs(g - true[n]) <= room[n]).all()}
    found = []
    if good:
        found.append(_right_ones(given, good))
    for name, g in given.items():
        if name not in good:
            found.append(_leftover(net, name, g.astype(float), true[name], room[name]))
    return tuple(found)


def _right_ones(given: Arrays, good: set[str]) -> str:
    names = " and ".join(LEADS[name] for name in given if name in good)
    verb = "is" if len(good) == 1 else "are"
    return f"{names} {verb} right{_meaning({*given} - good, good)}."


def _meaning(wrong: set[str], good: set[str]) -> str:
    """What follows from some being right while others are wrong."""
    if {"H", "L"} & good and "H" in wrong:
        return (
            ": the errors at the steps are right, and what H makes of them is not, "
            "its sum or the states in it"
        )
    if {"H", "L"} & good and "L" in wrong:
        return ": the errors at the steps are right, and how L adds them up is not"
    if {"H", "L"} & good and "h0" in wrong:
        return (
            ": the errors at the steps are right, and what h(0) gets of the first is "
            "not"
        )
    if "U" in good and {"H", "L", "h0"} & wrong:
        return (
            ": the forward pass and ŷ − y are right, and what is wrong is on the way "
            "back"
        )
    return ""


def _leftover(
    net: Net, name: str, given: np.ndarray, true: np.ndarray, room: np.ndarray
) -> str:
    lead, off = LEADS[name], given - true
    if not given.any():
        return f"{lead} is 0 everywhere; nothing was added to it, or it was reset."
    if not true.any():
        return f"{lead} is 0 everywhere in truth."
    wrong = np.argwhere(np.abs(off) > room)
    if len(wrong) == 1:
        place = ", ".join(str(i + 1) for i in wrong[0])
        return (
            f"{lead} is right but for one entry, ({place}) counted from 1: "
            f"{given[tuple(wrong[0])]:.6g} where {true[tuple(wrong[0])]:.6g} is right."
        )
    ratio = float((given * true).sum() / (true * true).sum())
    if ratio and (np.abs(given - ratio * true) <= room * max(1, abs(ratio))).all():
        norm = float(np.linalg.norm(given))
        near = float(f"{norm:.2g}")
        cut = abs(norm - near) <= 1e-5 * near and 0 < ratio < 1
        whose = f"; its norm is {near:g}, as where it is cut to that" if cut else ""
        return f"{lead} is the right one times {ratio:.6g}, in every entry{whose}."
    if decayed := _weight_decay(net, name, off, room):
        return f"{lead}: {decayed}"
    last = _of_one_step(net, name, "last")
    if (np.abs(given - last) <= room).all():
        return f"{lead} is what the last step alone adds."
    for axis, word in ((1, "column"), (0, "row")):
        if given.ndim == 2:
            places = np.unique(wrong[:, axis]) + 1
            if len(places) == 1 and given.shape[axis] > 1:
                return f"{lead} is wrong in {word} {places[0]} only, counted from 1."
    share = f"{len(wrong)} of its {given.size} entries are wrong"
    if given.ndim == 2 and min(given.shape) > 1:
        sizes = np.linalg.svd(off, compute_uv=False)
        if sizes[1] <= 1e-3 * sizes[0] and sizes[1] <= 10 * np.linalg.norm(room):
            return (
                f"{lead}: {share}, and what is left over is one outer product, as of "
                "one step that is missing or too many."
            )
        if name == "H":
            size = np.abs(off).max()
            if np.abs(off - off.T).max() <= 1e-3 * size:
                return f"{lead}: {share}; what is left over is symmetric."
            if np.abs(off + off.T).max() <= 1e-3 * size:
                return (
                    f"{lead}: {share}; what is left over changes its sign with its "
                    "transpose, as where two factors are the other way round."
                )
    return f"{lead}: {share}; the ratio to the right ones is not the same everywhere."


def _weight_decay(net: Net, name: str, off: np.ndarray, room: np.ndarray) -> str:
    """Whether what is left over is the weights themselves, times a number."""
    weight = net.weights().get(name)
    if weight is None or name == "h0" or not weight.any():
        return ""
    factor = float((off * weight).sum() / (weight * weight).sum())
    if not factor or (np.abs(off - factor * weight) > room).any():
        return ""
    return (
        f"what is left over is {factor:.6g} times {name} itself, as the gradient of "
        f"weight decay, {factor / 2:.6g} |{name}|², is added."
    )


def _of_one_step(net: Net, name: str, which: str) -> np.ndarray:
    if name not in RIGHT_FACTORS or name == "h0":
        return np.full(1, np.nan)
    only = Recipe(gathers={name: Gather(RIGHT_FACTORS[name], which)})
    return evaluate(only, net, (name,))[name]

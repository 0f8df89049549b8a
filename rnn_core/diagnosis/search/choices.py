"""The settings of each stage that have a name, the common ones first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from ..passes import Back, Forward, Net, Output
from ..passes.triangle import Setting

Knobs = TypeVar("Knobs")
PIECES = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 50)
"""Lengths of pieces that are tried where T is large."""
BOUNDS = (5.0, 1.0, 10.0, 0.5, 0.1, 2.0, 0.25, 0.2, 0.3, 0.05, 0.02, 0.01)
"""Bounds that people clip to."""


@dataclass(frozen=True)
class Choice(Generic[Knobs]):
    """A setting of one stage, the slugs that it costs, and those that come with it."""

    slugs: frozenset[str]
    knobs: Knobs
    implied: frozenset[str] = frozenset()


def _choice(slugs: str, knobs: Knobs, implied: str = "") -> Choice[Knobs]:
    return Choice(frozenset(slugs.split()), knobs, frozenset(implied.split()))


def pieces(net: Net) -> list[int]:
    """Lengths that pieces of the text may have."""
    lengths = [w for w in range(2, net.steps) if net.steps <= 13 or w in PIECES]
    if net.window is not None and 1 < net.window < net.steps:
        lengths = [net.window, *(w for w in lengths if w != net.window)]
    return lengths


def forwards(net: Net) -> list[Choice[Forward]]:
    """Settings of the forward pass."""
    activations = [("", None)] + [
        ("other-activation", a)
        for a in ("tanh", "sigmoid", "relu", "identity")
        if a != net.activation
    ]
    starts = [("", "h0"), ("zero-start", "zero")] if net.h0.any() else [("", "h0")]
    memories: list[tuple[str, str | tuple[str, int], str]] = [
        ("", "carried", ""),
        ("state-not-carried", "h0", "nothing-from-ahead start-summed"),
        ("states-overwritten", "one array", "predictions-from-last-state"),
        ("states-overwritten", "one array, h0 kept", "predictions-from-last-state"),
        *(
            ("chunks-state-zeroed", ("zeroed", w), "chunks-for-window")
            for w in pieces(net)
        ),
    ]
    sides = [
        ("", False, ""),
        ("forward-transposed", True, "back-without-transpose transposed"),
    ]
    found = [
        _choice(f"{a} {b} {c} {d}", Forward(act, side, start, memory), f"{i} {j}")
        for (a, act), (b, side, i), (c, start), (d, memory, j) in product(
            activations, sides, starts, memories
        )
    ]
    return sorted(found, key=lambda one: len(one.slugs))


def outputs_up_to(net: Net, most: int) -> list[Choice[Output]]:
    """Settings of predictions, targets, errors and losses, up to `most` mistakes."""
    reads = [
        ("", "own", False, ""),
        ("predictions-from-previous-state", "previous", False, "output-state-previous"),
        ("predictions-from-previous-state", "previous", True, "output-state-previous"),
        ("predictions-from-last-state", "last", False, "output-state-last"),
        ("predictions-from-last-state", "last", True, "output-state-last"),
    ]
    targets = [
        ("", "meant"),
        ("targets-not-shifted", "inputs"),
        ("targets-shifted-once-more", "next"),
        ("targets-shifted-once-more", "next, last kept"),
        ("targets-shifted-once-more", "previous"),
    ]
    errors = [
        ("", "right"),
        ("target-not-subtracted", "yhat"),
        ("target-overwritten", "target overwritten"),
        ("softmax-missing", "logits"),
        ("softmax-twice", "softmax twice"),
        ("softmax-twice", "softmax twice, chained"),
        ("squared-error", "squared"),
        ("squared-error", "squared, doubled"),
        ("softmax-diagonal", "diagonal"),
        ("softmax-diagonal", "diagonal, doubled"),
        ("softmax-diagonal", "target only"),
        ("sigmoid-for-softmax", "sigmoid"),
        ("softmax-not-normalised", "exp"),
        ("softmax-over-time", "over time"),
    ]
    if net.reduction == "last":
        losses = [
            ("", "meant"),
            ("all-losses", "all"),
            ("all-losses", "all in U"),
            ("first-loss-only", "first"),
        ]
    else:
        losses = [
            ("", "meant"),
            ("last-loss-only", "last"),
            ("last-loss-only", "last on the way"),
            ("last-loss-missing", "no last"),
            ("first-loss-missing", "no first"),
            ("first-loss-only", "first"),
        ]
    if net.steps == 1:
        losses = losses[:1]
    found = [
        _choice(f"{a} {b} {c} {d}", Output(read, follows, y, error, which), implied)
        for (a, read, follows, implied), (b, y), (c, error), (d, which) in product(
            reads, targets, errors, losses
        )
        if sum(map(bool, (a, b, c, d))) <= most
    ]
    return sorted(found, key=lambda one: len(one.slugs))


def slopes(activation: str) -> list[tuple[str, tuple[str, ...]]]:
    """Wrong slopes of an activation, each with its slug."""
    curved = activation in ("sigmoid", "tanh")
    names = [a for a in ("tanh", "sigmoid", "relu") if a != activation]
    found: list[tuple[str, tuple[str, ...]]] = [
        ("slope-of-input", ("formula", "tanh", "z")),
        ("slope-of-input", ("formula", "sigmoid", "z")),
    ]
    if curved:
        found.append(("slope-twice", ("at h",)))
    if activation != "identity":
        found.append(("slope-missing", ("one",)))
    found += [("slope-of-other-activation", ("formula", a, "h")) for a in names]
    found += [("slope-of-other-activation", ("at z", a)) for a in names]
    if activation != "identity":
        found += [
            *(("slope-of-next-step", ("next", end)) for end in ("own", "one", "zero")),
            ("slope-of-previous-step", ("previous",)),
            ("slope-of-last-step", ("last",)),
        ]
    if curved:
        found += [
            ("slope-squared", ("squared",)),
            ("slope-without-square", ("1 - h",)),
            ("slope-without-square", ("h",)),
            ("slope-sign", ("plus", activation)),
            ("slope-inverse", ("inverse",)),
        ]
    return found


def backs(activation: str) -> list[list[Choice[Back]]]:
    """Settings of the way back, by the number of mistakes in them: 0 to 3."""
    right = Back()
    weights = [
        ("back-without-transpose", right._replace(back="H")),
        ("carried-without-weights", right._replace(back="identity")),
    ]
    forms = [
        ("carried-without-slope", right._replace(form="dh")),
        ("slope-again-on-the-way", right._replace(form="again")),
        ("carried-added-up", right._replace(form="added")),
    ]
    both = [
        (slug, right._replace(own_slope=s, carried_slope=s))
        for slug, s in slopes(activation)
    ]
    one_sided = [] if activation == "identity" else list(_one_sided(activation))
    clips = [
        ("clipped-each-step", right._replace(form=("clip", what, bound)))
        for bound in BOUNDS
        for what in ("carried", "delta")
    ]
    found = [_choice("", right)]
    singles = [*weights, *both, *one_sided, *forms, *clips]
    found += [_choice(slug, knobs) for slug, knobs in singles]
    for (a, one), (b, two) in [
        *product(weights, [*both, *one_sided, *forms, *clips]),
        *product(forms, [*both, *one_sided[:2]]),
    ]:
        changed = {
            name: getattr(two, name)
            for name in Back._fields
            if getattr(two, name) != getattr(right, name)
        }
        found.append(_choice(f"{a} {b}", one._replace(**changed)))
    return [[one for one in found if len(one.slugs) == n] for n in range(4)]


def _one_sided(activation: str) -> Iterator[tuple[str, Back]]:
    one = ("one",)
    yield "slope-on-own-error-only", Back(carried_slope=one)
    yield "slope-on-carried-only", Back(own_slope=one)
    for slug, setting in slopes(activation):
        if setting != one:
            yield slug, Back(carried_slope=setting)
            yield slug, Back(own_slope=setting)


def triangles(net: Net) -> list[Choice[Setting | None]]:
    """Settings of the triangle of losses and steps."""
    steps, meant = net.steps, net.window
    limited = meant is not None and meant < steps
    w = meant if limited and meant is not None else steps
    found: list[Choice[Setting | None]] = [_choice("", None)]
    if w > 1:
        found.append(_choice("nothing-from-ahead", ("window", 1)))
    found.append(_choice("only-from-ahead", ("none",)))
    found.append(_choice("only-from-ahead", ("no own", w)))
    found.append(_choice("own-error-twice", ("own twice", w)))
    others = [v for v in range(2, steps) if v != w]
    if limited:
        found.append(_choice("not-truncated", ("window", steps)))
        found.append(_choice("window-one-longer", ("window", w + 1)))
        if w > 1:
            found.append(_choice("window-one-shorter", ("window", w - 1)))
    else:
        found += [_choice("truncated", ("window", v)) for v in others]
    for ends in ("first once", "all"):
        found.append(_choice("losses-counted-again", ("again", w, ends)))
        for v in [*others, *([steps] if limited else [])]:
            found.append(
                _choice(
                    f"losses-counted-again {_other(v, w, limited)}", ("again", v, ends)
                )
            )
    for v in pieces(net):
        for first in {v, steps % v or v}:
            found.append(_choice("chunks-for-window", ("pieces", v, first)))
    return found


def _other(v: int, w: int, limited: bool) -> str:
    if not limited:
        return "truncated"
    return (
        "window-one-longer" if v == w + 1 else "truncated" if v < w else "not-truncated"
    )

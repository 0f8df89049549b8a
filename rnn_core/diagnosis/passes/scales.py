"""Factors of a whole gradient, by name."""

import math

from .network import Net

LARGEST_BATCH = 64
Scale = tuple[str, ...]


def scale_value(scale: Scale, net: Net) -> float:
    """The factor: each name of it multiplies."""
    hidden, vocab = net.L.shape
    known = {
        "minus": -1.0,
        "T": float(net.steps),
        "1/T": 1 / net.steps,
        "1/V": 1 / vocab,
        "1/D": 1 / hidden,
        "1/ln 2": 1 / math.log(2),
        "2": 2.0,
        "1/2": 0.5,
    }
    value = 1.0
    for name in scale:
        value *= known[name] if name in known else 1 / int(name.split()[1])
    return value


def named_scales(net: Net) -> list[tuple[float, frozenset[str], Scale]]:
    """Every factor that has a name, with its slugs: (value, slugs, names)."""
    mean = net.reduction == "mean"
    times = ("not-divided",) if mean else ("multiplied-by-steps",)
    single: list[tuple[tuple[str, ...], Scale]] = [
        ((), ()),
        (("divided-by-steps",), ("1/T",)),
        (times, ("T",)),
        (("divided-by-vocabulary",), ("1/V",)),
        (("divided-by-hidden",), ("1/D",)),
        (("log-base-2",), ("1/ln 2",)),
        (("doubled",), ("2",)),
        (("halved",), ("1/2",)),
    ]
    if mean:
        single.append((("divided-by-vocabulary",), ("T", "1/V")))
        single.append((("divided-by-hidden",), ("T", "1/D")))
    pairs = [
        ((*a, *b), (*m, *n))
        for i, (a, m) in enumerate(single[1:], 1)
        for b, n in single[i + 1 : 8]
        if not {*m, *n} & {"T"} and {*m, *n} != {"2", "1/2"}
    ]
    if mean:
        pairs += [((*times, *b), ("T", *n)) for b, n in single[5:8]]
    taken = {round(scale_value(scale, net), 12) for _, scale in single}
    batches = range(3, LARGEST_BATCH + 1)
    for extra in ((), ("T",)) if mean else ((),):
        for batch in batches:
            scale = (*extra, f"1/ {batch}")
            if round(scale_value(scale, net), 12) not in taken:
                single.append((("divided-by-batch",), scale))
    out = []
    for slugs, scale in [*single, *pairs]:
        value = scale_value(scale, net)
        out.append((value, frozenset(slugs), scale))
        out.append((-value, frozenset((*slugs, "sign")), ("minus", *scale)))
    if net.steps == 1:
        out = [entry for entry in out if not {"T", "1/T"} & set(entry[2])]
    return out

"""Shortens a long row to its two ends and what is picked, with gaps between."""

from collections.abc import Iterable


def ends(count: int, most: int, keep: Iterable[int] = ()) -> list[int | None]:
    """Positions 0..count-1, or of more than `most` the two ends and those in `keep`.

    The end is one longer than the beginning where `most` is even. None stands for each
    run of places that are left out.
    """
    if count <= most:
        return list(range(count))
    head, tail = (most - 1) // 2, most // 2
    return with_gaps({*range(head), *range(count - tail, count), *keep})


def with_gaps(places: Iterable[int]) -> list[int | None]:
    """The positions in order, with None wherever some are left out between two."""
    out: list[int | None] = []
    previous: int | None = None
    for place in sorted(set(places)):
        if previous is not None and place > previous + 1:
            out.append(None)
        out.append(place)
        previous = place
    return out

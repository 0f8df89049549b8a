"""The error for what is more than one of a thing, of which the first can be taken."""

from typing import Any

FIRST = 'take="first" reads {}'


class MoreThanOne(ValueError):
    """More than one layer, direction or sequence, where one is read.

    found: what there is, in a sentence.  first: what load_network(..., take="first")
    reads of it. The message is both.
    """

    def __init__(self, found: str, first: str) -> None:
        super().__init__(f"{found}; {FIRST.format(first)}")
        self.found, self.first = found, first


def take_first(take: Any) -> bool:
    """Whether `take` is "first"; ValueError for anything but that and None."""
    if take is not None and take != "first":
        raise ValueError(f'take is {take!r}; it must be "first" or None')
    return take is not None

"""What a typed line raises that cannot be read: where, what was found, what fits."""

from collections.abc import Sequence
from typing import Any


class Unreadable(ValueError):
    """A typed line that has no meaning, or more than one.

    `position` is the place in the text, from 0; `found` what stands there; `fits` what
    could stand there, in plain words; `readings` the expressions that could be meant,
    where what stands there leaves open which.
    """

    def __init__(
        self,
        position: int,
        found: str,
        reason: str,
        fits: Sequence[str] = (),
        readings: Sequence[Any] = (),
    ) -> None:
        self.position, self.found, self.reason = position, found, reason
        self.fits, self.readings = tuple(fits), tuple(readings)
        what = f"found {found!r}" if found else "the text ends"
        text = f"at character {position + 1}: {what}; {reason}"
        super().__init__(text)


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words with commas between them: "a, b or c"."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end

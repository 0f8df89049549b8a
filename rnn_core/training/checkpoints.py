"""Weights of some steps of a training, kept within a number of bytes."""

from collections import OrderedDict

from .weights import State

BYTES = 20_000_000
"""What the checkpoints of a training may take; one is always allowed."""
OVERHEAD = 1000
"""Bytes that a checkpoint takes besides its numbers."""


class Checkpoints:
    """Weights by step; the ones used least recently go first."""

    def __init__(self, bytes_each: int) -> None:
        self.most = max(1, BYTES // (bytes_each + OVERHEAD))
        self._kept: OrderedDict[int, State] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, step: int) -> bool:
        return step in self._kept

    def keep(self, step: int, state: State) -> None:
        """Keep the state of a step; nobody may change it from now on."""
        self._kept[step] = state
        self._kept.move_to_end(step)
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)

    def nearest(self, step: int) -> tuple[int, State] | None:
        """The last kept step up to this one, and its state; None if there is none."""
        before = [kept for kept in tuple(self._kept) if kept <= step]
        if not before:
            return None
        self._kept.move_to_end(max(before))
        return max(before), self._kept[max(before)]

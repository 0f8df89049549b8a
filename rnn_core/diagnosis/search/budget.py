"""How deep a search may go on a network of some size."""

from ..passes import Net

OUTPUTS, WAYS_BACK = {2: 1e3, 3: 5e3}, {2: 5e3, 3: 5e4}
"""About how many outputs and ways back the levels have."""
OVERHEAD = 2e4
"""What each of them takes besides its numbers."""
TOLD_APART = 0.05
"""What part of the outputs is left, about, where the gradient of U is given too."""
MOST_WORK = {2: 2e11, 3: 4e8}
"""Operations from which on a level is left out."""


def takes_too_long(level: int, net: Net, tells_outputs: bool) -> bool:
    """Whether so many mistakes together are too many to be tried on this network.

    tells_outputs: the gradient of U is given, which few outputs make.
    """
    if level not in MOST_WORK:
        return False
    steps, (vocab, hidden) = net.steps, net.U.shape
    one_output = 2 * steps * vocab * hidden + OVERHEAD
    one_way_back = (steps * hidden) ** 2 + OVERHEAD
    ways_back = WAYS_BACK[level] * (TOLD_APART if tells_outputs else 1)
    work = OUTPUTS[level] * one_output + ways_back * one_way_back
    return work > MOST_WORK[level]

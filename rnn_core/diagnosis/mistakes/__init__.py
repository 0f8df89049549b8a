"""The mistakes that can be named, the most common first."""

from collections.abc import Mapping
from types import MappingProxyType

from .factors import FACTORS
from .forwards import FORWARDS
from .mistake import Mistake
from .scales import SCALES
from .slopes import SLOPES
from .sums import SUMS
from .way_back import WAY_BACK

COMMON_FIRST = """
back-without-transpose nothing-from-ahead only-from-ahead losses-counted-again
slope-of-input slope-twice own-state wraps-around repeated-word-overwritten
overwritten-each-step divided-by-steps sign clipped-before-check window-one-longer
chunks-for-window carried-without-slope slope-on-own-error-only slope-on-carried-only
slope-missing slope-of-other-activation slope-of-next-step slope-of-previous-step
slope-squared slope-without-square slope-sign slope-again-on-the-way slope-inverse
slope-of-last-step carried-added-up carried-without-weights own-error-twice transposed
last-loss-only all-losses not-divided truncated not-truncated window-one-shorter
state-not-carried zero-start first-state last-state first-instance-missing
last-step-missing state-before-activation state-two-back output-state-previous
output-state-before-activation output-state-last repeated-word-averaged column-of-target
every-column target-not-subtracted target-overwritten error-before-slope softmax-missing
softmax-twice squared-error softmax-diagonal sigmoid-for-softmax softmax-not-normalised
softmax-over-time targets-not-shifted targets-shifted-once-more
predictions-from-previous-state predictions-from-last-state other-activation
forward-transposed states-overwritten chunks-state-zeroed last-loss-missing
first-loss-missing first-loss-only divided-by-vocabulary divided-by-hidden doubled
halved log-base-2 divided-by-batch multiplied-by-steps clipped-by-norm clipped-each-step
start-without-weights start-with-slope start-one-step-late start-summed
start-is-last-state
""".split()

_TABLES = WAY_BACK | SLOPES | FACTORS | SUMS | SCALES | FORWARDS

MISTAKES: Mapping[str, Mistake] = MappingProxyType(
    {slug: _TABLES[slug] for slug in COMMON_FIRST}
)
"""Slug -> mistake. The order ranks findings that explain as much with as little."""

__all__ = ["MISTAKES", "Mistake"]

"""How the losses of all steps make J, in words and signs: sum, mean or last."""

from typing import NamedTuple


class WholeLoss(NamedTuple):
    """What is said of J where it is the sum, the mean or the last of the losses.

    sign: what a formula calls J. formula, words: what J is. row: the head of a row of
    J's numbers. losses: which losses count. heading: above J's number. setting: the
    choice among a view's settings. over_all: what J is where some losses are not shown.
    """

    sign: str
    formula: str
    words: str
    row: str
    losses: str
    heading: str
    setting: str
    over_all: str


WHOLE_LOSSES = {
    "sum": WholeLoss(
        sign="J",
        formula="Σₜ J⁽ᵗ⁾",
        words="the sum over t",
        row="sum over t",
        losses="all losses",
        heading="Over all losses, their sum",
        setting="sum of the losses over t",
        over_all="The sum is over all.",
    ),
    "mean": WholeLoss(
        sign="J̄",
        formula="Σₜ J⁽ᵗ⁾ / T",
        words="the mean over t",
        row="mean over t",
        losses="all losses",
        heading="Over all losses, their mean",
        setting="mean of the losses over t",
        over_all="The mean is over all.",
    ),
    "last": WholeLoss(
        sign="J",
        formula="J⁽ᵀ⁾",
        words="the last loss alone",
        row="the last loss",
        losses="the last loss",
        heading="Of the last loss alone",
        setting="the last loss alone",
        over_all="J is the last loss alone.",
    ),
}
"""By the reduction, as the address has it."""

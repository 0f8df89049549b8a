"""All mistakes by name, theme by theme."""

from derivations.mistakes.factors import FACTORS
from derivations.mistakes.forwards import FORWARDS
from derivations.mistakes.mistake import Mistake
from derivations.mistakes.outputs import OUTPUTS
from derivations.mistakes.scales import SCALES
from derivations.mistakes.slopes import SLOPES
from derivations.mistakes.sums import SUMS
from derivations.mistakes.way_back import WAY_BACK

MISTAKES: dict[str, Mistake] = {
    **WAY_BACK,
    **SLOPES,
    **FACTORS,
    **SUMS,
    **SCALES,
    **OUTPUTS,
    **FORWARDS,
}
"""By the name that the diagnosis has for them."""

"""Back-propagation through time, derived by rules and checked by number.

d = DERIVATIONS["hidden-weights"]
for line, check in zip(d.lines, verify(d, params, inputs, targets)):
    print(line.rule, line.latex(), check.holds, check.residual)
"""

from derivations.derivation import Claim, Derivation, Line, Part, derive
from derivations.hidden_weights import HIDDEN_WEIGHTS
from derivations.instance_sum import INSTANCE_SUM
from derivations.network import Network
from derivations.rules import RuleError, Step
from derivations.verify import Check, ranges, verify, verify_on

DERIVATIONS: dict[str, Derivation] = {d.slug: d for d in (HIDDEN_WEIGHTS, INSTANCE_SUM)}

__all__ = [
    "DERIVATIONS",
    "Check",
    "Claim",
    "Derivation",
    "Line",
    "Network",
    "Part",
    "RuleError",
    "Step",
    "derive",
    "ranges",
    "verify",
    "verify_on",
]

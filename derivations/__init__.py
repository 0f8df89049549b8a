"""Back-propagation through time, derived by rules and checked by number.

d = DERIVATIONS["hidden-weights"]
for line, check in zip(d.lines, verify(d, params, inputs, targets)):
    print(line.rule, line.latex(), check.holds, check.residual)
"""

from derivations.derivation import Derivation, Line, derive
from derivations.hidden_weights import HIDDEN_WEIGHTS
from derivations.instance_sum import INSTANCE_SUM
from derivations.network import Network
from derivations.rules import RuleError, Step
from derivations.verify import Check, verify, verify_on

DERIVATIONS: dict[str, Derivation] = {d.slug: d for d in (HIDDEN_WEIGHTS, INSTANCE_SUM)}

__all__ = [
    "DERIVATIONS",
    "Check",
    "Derivation",
    "Line",
    "Network",
    "RuleError",
    "Step",
    "derive",
    "verify",
    "verify_on",
]

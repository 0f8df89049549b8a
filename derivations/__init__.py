"""Back-propagation through time, derived by rules and checked by number.

d = DERIVATIONS["hidden-weights"]
for line, check in zip(d.lines, verify(d, params, inputs, targets)):
    print(line.rule, line.latex(), check.holds, check.residual)
"""

from derivations.code.program import program
from derivations.derivation import Claim, Derivation, Line, Part, derive
from derivations.errata.erratum import Erratum, Finding
from derivations.errata.table import ERRATA
from derivations.evaluation.network import Network
from derivations.judging.choices import Choice, choices
from derivations.judging.judge import judge, judge_on, judged
from derivations.judging.judgement import Counterexample, Difference, Judgement
from derivations.proof.mutants import KINDS
from derivations.proof.verify import Check, ranges, verify, verify_on
from derivations.reading.parse import parse
from derivations.reading.unreadable import Unreadable
from derivations.rules.calculus import RuleError, Step
from derivations.source.earlier_error import EARLIER_ERROR
from derivations.source.earlier_input import EARLIER_INPUT
from derivations.source.earlier_weights import EARLIER_WEIGHTS
from derivations.source.full_gradient import FULL_GRADIENT
from derivations.source.hidden_error import HIDDEN_ERROR
from derivations.source.hidden_weights import HIDDEN_WEIGHTS
from derivations.source.input_vector import INPUT_VECTOR
from derivations.source.instance_sum import INSTANCE_SUM
from derivations.source.jacobian_product import JACOBIAN_PRODUCT
from derivations.source.output_weights import OUTPUT_WEIGHTS
from derivations.source.perplexity import PERPLEXITY
from derivations.source.previous_hidden import PREVIOUS_HIDDEN
from derivations.source.softmax_loss import SOFTMAX_LOSS
from derivations.source.step_jacobian import STEP_JACOBIAN
from derivations.versions import in_activation, with_reduction

DERIVATIONS: dict[str, Derivation] = {
    d.slug: d
    for d in (
        SOFTMAX_LOSS,
        OUTPUT_WEIGHTS,
        HIDDEN_ERROR,
        HIDDEN_WEIGHTS,
        INPUT_VECTOR,
        PREVIOUS_HIDDEN,
        EARLIER_INPUT,
        EARLIER_ERROR,
        EARLIER_WEIGHTS,
        STEP_JACOBIAN,
        JACOBIAN_PRODUCT,
        INSTANCE_SUM,
        FULL_GRADIENT,
        PERPLEXITY,
    )
}
"""By slug, in the order of the source's equations; for the logistic sigmoid."""

__all__ = [
    "DERIVATIONS",
    "ERRATA",
    "KINDS",
    "Check",
    "Choice",
    "Claim",
    "Counterexample",
    "Derivation",
    "Difference",
    "Erratum",
    "Finding",
    "Judgement",
    "Line",
    "Network",
    "Part",
    "RuleError",
    "Step",
    "Unreadable",
    "choices",
    "derive",
    "in_activation",
    "judge",
    "judge_on",
    "judged",
    "parse",
    "program",
    "ranges",
    "verify",
    "verify_on",
    "with_reduction",
]

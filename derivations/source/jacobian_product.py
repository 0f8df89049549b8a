"""dh^(t)/dh^(s) = J_t J_{t-1} ... J_{s+1}, and I for s = t; source section 3."""

from derivations.derivation import derive
from derivations.language.symbols import D, Partial, T, h, i, j, k, m, s, t
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.algebra import unroll
from derivations.rules.chain_by_cases import chain_rule_by_cases
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.step_jacobian import STEP_JACOBIAN

goal = Partial(h[t, i], h[s, j])

JACOBIAN_PRODUCT = derive(
    slug="jacobian-product",
    title="Product of Jacobians",
    section="3",
    equation=None,
    goal=goal,
    indices=((t, 1, T), (s, 0, t), (i, 1, D), (j, 1, D)),
    steps=[
        chain_rule_by_cases(
            goal,
            through=h[t - 1, m],
            note="Of itself a state is the identity. An earlier state acts through the"
            " state before t.",
        ),
        gather(
            rows=i,
            columns=j,
            note="Row i, column j for all of them: the sum over m is a product of"
            " matrices.",
        ),
        unroll(
            k,
            note="The same again for t − 1, and so on down to s: the latest step stands"
            " left. Where s = t there is no factor, and the product is the identity.",
        ),
        earlier_result(
            STEP_JACOBIAN,
            note="Each factor is one step's Jacobian. Where s = t there is none, and"
            " the product is the identity.",
        ),
        sigmoid_slope(),
    ],
)

"""dh^(t)/dh^(t-1) = diag(sigma'(z^(t))) H; source section 3.

The source calls H^T diag(sigma') the inverse Jacobian; it is the transpose.
"""

from derivations.derivation import derive
from derivations.language.symbols import D, Partial, T, h, i, j, l, t, z
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.algebra import transpose_twice
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
)
from derivations.rules.gather import gather

goal = Partial(h[t, i], h[t - 1, j])

STEP_JACOBIAN = derive(
    slug="step-jacobian",
    title="One step's Jacobian",
    section="3",
    equation=None,
    goal=goal,
    indices=((t, 1, T), (i, 1, D), (j, 1, D)),
    steps=[
        chain_rule(
            goal,
            through=z[t, i],
            summed=False,
            note="A unit's output depends on its own input only.",
        ),
        expand_definition(
            Partial(h[t, i], z[t, i]),
            bound=l,
            note="A unit's output is σ of its input.",
        ),
        expand_definition(
            Partial(z[t, i], h[t - 1, j]),
            bound=l,
            note="The input of unit i is its definition; the word's entry stands"
            " outside the sum.",
        ),
        differentiate(
            note="σ′ is the slope of σ. [l = j] is 1 where the indices agree, else 0."
        ),
        collapse(note="Only l = j is left: σ′ of unit i times the weight from j to i."),
        gather(
            rows=i,
            columns=j,
            note="Row i is row i of H, weighted by σ′ of unit i: a diagonal matrix on"
            " the left weights rows.",
        ),
        transpose_twice(
            note="What the source calls the inverse Jacobian, Hᵀ diag(σ′), is the"
            " transpose of this one."
        ),
        sigmoid_slope(),
    ],
)

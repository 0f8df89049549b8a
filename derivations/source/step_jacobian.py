"""dh^(t)/dh^(t-1) = diag(sigma'(z^(t))) H; source section 3.

The source calls H^T diag(sigma') the inverse Jacobian; it is the transpose, which the
second part derives.
"""

from derivations.derivation import derive_part, derive_parts
from derivations.language.symbols import D, Partial, T, h, i, j, l, t, z
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
)
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_element

goal = Partial(h[t, i], h[t - 1, j])

ELEMENTS = derive_part(
    "One step's Jacobian",
    goal,
    ((t, 1, T), (i, 1, D), (j, 1, D)),
    [
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
        sigmoid_slope(),
    ],
)

STEP_JACOBIAN = derive_parts(
    slug="step-jacobian",
    title="One step's Jacobian",
    section="3",
    equation=None,
    parts=[
        ELEMENTS,
        derive_part(
            "Its transpose, which the source calls the inverse Jacobian",
            Partial(h[t, j], h[t - 1, i]),
            ((t, 1, T), (i, 1, D), (j, 1, D)),
            [
                earlier_element(
                    ELEMENTS,
                    note="Row i, column j of the transpose is row j, column i of the"
                    " Jacobian.",
                ),
                gather(
                    rows=i,
                    columns=j,
                    note="Column j is row j of H, weighted by σ′ of unit j: a diagonal"
                    " matrix on the right weights columns.",
                ),
            ],
        ),
    ],
)

"""Perplexity and the loss: PP^(t) = exp(J^(t)); source section 4, part (a).

Both fall as the probability of the word that came next rises.  The perplexity of a
mean loss is the geometric mean of the perplexities, not their mean.
"""

from derivations.derivation import derive_part, derive_parts
from derivations.language.symbols import PP, J, Partial, T, t, v, y, yhat
from derivations.rules.algebra import (
    exponential_of_sum,
    power_of_exponential,
    select,
)
from derivations.rules.calculus import differentiate, expand_definition
from derivations.source.earlier_result import earlier_part, solve_part

right = yhat[t, y(t)]
SELECT = "y is one-hot: only the word that came next is left of the sum."

LOSS = derive_part(
    "The loss is minus the logarithm of the right word's probability",
    J(t),
    ((t, 1, T),),
    [
        expand_definition(J(t), bound=v, note="The loss is the cross-entropy."),
        select(note=SELECT),
    ],
)

ONE_STEP = derive_part(
    "Perplexity is the exponential of the loss",
    PP(t),
    ((t, 1, T),),
    [
        expand_definition(PP(t), bound=v, note="The definition."),
        select(note=SELECT),
        solve_part(
            LOSS,
            right,
            note="The loss is −log of that probability, so the probability is exp of"
            " minus the loss.",
        ),
    ],
)

PERPLEXITY = derive_parts(
    slug="perplexity",
    title="Perplexity and the loss",
    section="4",
    equation=None,
    parts=[
        LOSS,
        ONE_STEP,
        derive_part(
            "The loss falls as the right word's probability rises",
            Partial(J(t), right),
            ((t, 1, T),),
            [
                expand_definition(
                    Partial(J(t), right), bound=v, note="The loss is the cross-entropy."
                ),
                select(note=SELECT),
                differentiate(
                    note="Below zero for every probability: the loss falls as that one"
                    " rises."
                ),
            ],
        ),
        derive_part(
            "So does the perplexity",
            Partial(PP(t), right),
            ((t, 1, T),),
            [
                expand_definition(
                    Partial(PP(t), right), bound=v, note="The definition."
                ),
                select(note=SELECT),
                differentiate(
                    note="Below zero as well: whatever lowers the one lowers the other."
                ),
            ],
        ),
        derive_part(
            "The perplexity of a mean loss is a geometric mean",
            PP(),
            (),
            [
                expand_definition(
                    PP(), bound=t, note="The exponential of the mean of the losses."
                ),
                exponential_of_sum(note="The exponential of a sum is a product."),
                power_of_exponential(
                    note="The exponential of a product is a power: a T-th part of the"
                    " loss is a T-th root."
                ),
                earlier_part(
                    ONE_STEP,
                    note="The exponential of a step's loss is its perplexity: what"
                    " stands here is their geometric mean. Their plain mean may rise"
                    " while the loss falls.",
                ),
            ],
        ),
    ],
)

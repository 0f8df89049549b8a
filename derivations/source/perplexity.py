"""Perplexity and the loss: PP^(t) = exp(J^(t)); source section 4, part (a).

Both fall as the probability of the word that came next rises.  The perplexity of a
mean loss is the geometric mean of the perplexities, not their mean.
"""

from derivations.derivation import derive_parts
from derivations.language.symbols import PP, J, Partial, T, t, v, y, yhat
from derivations.rules.algebra import (
    exponential_of_sum,
    loss_from_probability,
    perplexity_from_loss,
    select,
)
from derivations.rules.calculus import differentiate, expand_definition

right = yhat[t, y(t)]
SELECT = "y is one-hot: only the word that came next is left of the sum."

PERPLEXITY = derive_parts(
    slug="perplexity",
    title="Perplexity and the loss",
    section="4",
    equation=None,
    parts=[
        (
            "Perplexity is the exponential of the loss",
            PP(t),
            ((t, 1, T),),
            [
                expand_definition(PP(t), bound=v, note="The definition."),
                select(note=SELECT),
                loss_from_probability(
                    note="The loss is −log of that probability, so the probability is"
                    " exp of minus the loss."
                ),
            ],
        ),
        (
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
        (
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
        (
            "The perplexity of a mean loss is a geometric mean",
            PP(),
            (),
            [
                expand_definition(
                    PP(), bound=t, note="The exponential of the mean of the losses."
                ),
                exponential_of_sum(note="The exponential of a sum is a product."),
                perplexity_from_loss(
                    note="Each factor is a step's perplexity to the power 1/T: their"
                    " geometric mean. Their plain mean may rise while the loss falls."
                ),
            ],
        ),
    ],
)

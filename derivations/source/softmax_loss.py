"""dJ^(t)/do^(t) = yhat^(t) - y^(t): softmax and cross-entropy together.

The source recalls it in section 5.1 and names it delta^(o,t); here it is derived.
"""

from derivations.derivation import derive
from derivations.language.symbols import J, Partial, T, V, o, onehot_y, t, u, v, w, yhat
from derivations.rules.algebra import logarithm, name_definition, select
from derivations.rules.calculus import collapse, differentiate, expand_definition
from derivations.rules.gather import gather

goal = Partial(J(t), o[t, w])

SOFTMAX_LOSS = derive(
    slug="softmax-loss",
    title="Softmax and cross-entropy",
    section="5.1",
    equation=None,
    goal=goal,
    indices=((t, 1, T), (w, 1, V)),
    steps=[
        expand_definition(
            goal,
            bound=v,
            note="The loss is the cross-entropy; y is one-hot, 1 at the word that came"
            " next.",
        ),
        expand_definition(
            yhat[t, v], bound=u, note="The probabilities are the softmax of the logits."
        ),
        logarithm(
            note="The logarithm of a quotient: the exponential goes, and what is left"
            " is easy to differentiate."
        ),
        differentiate(
            note="Term by term. [v = w] and [q = w] are 1 where the two indices agree,"
            " else 0; q is the index of the numerator's own sum."
        ),
        collapse(note="Of the sum over q only q = w is left."),
        name_definition(
            yhat[t, w], note="The quotient is the softmax itself, at word w."
        ),
        select(note="Only the term of the word that came next, v = y, is not 0."),
        name_definition(
            onehot_y[t, w], note="[w = y] is entry w of the one-hot vector."
        ),
        gather(rows=w, columns=None, note="Entry w for all w at once: a vector."),
    ],
)

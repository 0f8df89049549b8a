"""delta^(t<-t) = sigma'(z^(t)) o U^T delta^(o,t); source section 5.2, eq. (2)."""

from derivations.derivation import derive
from derivations.language.symbols import D, J, Partial, T, delta_o, h, i, l, o, t, w, z
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

goal = Partial(J(t), z[t, i])

HIDDEN_ERROR = derive(
    slug="hidden-error",
    title="Hidden layer error",
    section="5.2",
    equation="2",
    goal=goal,
    indices=((t, 1, T), (i, 1, D)),
    steps=[
        chain_rule(
            goal,
            through=h[t, i],
            summed=False,
            note="An input moves its own unit's output, and that the loss.",
        ),
        expand_definition(
            Partial(h[t, i], z[t, i]),
            bound=l,
            note="A unit's output is σ of its input.",
        ),
        differentiate(note="σ′ is the slope of σ, whatever σ is."),
        chain_rule(
            Partial(J(t), h[t, i]),
            through=o[t, w],
            note="A unit feeds every logit, so all of them are summed over; in one of"
            " its lines the source leaves this sum out.",
        ),
        name_error(
            delta_o[t, w],
            note="The first factor is the error of logit w, ŷ − y.",
            uses="softmax-loss",
        ),
        expand_definition(
            Partial(o[t, w], h[t, i]), bound=l, note="Logit w is its definition."
        ),
        differentiate(note="[l = i] is 1 where the indices agree, else 0."),
        collapse(note="Only the term l = i is left: the weight from unit i to word w."),
        gather(
            rows=i,
            columns=None,
            note="All units at once. The sum runs over U's rows, hence the transpose.",
        ),
        sigmoid_slope(),
    ],
)

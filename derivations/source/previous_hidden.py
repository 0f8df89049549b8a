"""dJ^(t)/dh^(s) = H^T delta^(s+1<-t); source section 5.4, eq. (5), where s = t - 1."""

from derivations.derivation import derive
from derivations.language.symbols import D, J, Partial, T, delta, h, i, j, l, s, t, z
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

goal = Partial(J(t), h[s, j])

PREVIOUS_HIDDEN = derive(
    slug="previous-hidden",
    title="Previous hidden state",
    section="5.4",
    equation="5",
    goal=goal,
    indices=((t, 1, T), (s, 0, t - 1), (j, 1, D)),
    source_case={s: t - 1},
    steps=[
        chain_rule(
            goal,
            through=z[s + 1, i],
            note="A state before the loss reaches it only through the inputs of the"
            " step after.",
        ),
        name_error(
            delta[s + 1, t, i],
            note="The first factor is unit i's error at that step.",
            uses="hidden-error",
        ),
        expand_definition(
            Partial(z[s + 1, i], h[s, j]),
            bound=l,
            note="The input of unit i is its definition.",
        ),
        differentiate(note="[l = j] is 1 where the indices agree, else 0."),
        collapse(
            note="Only l = j is left: the errors of the next step, weighted by the"
            " weights from unit j to them."
        ),
        gather(
            rows=j,
            columns=None,
            note="All units at once. The sum runs over H's rows, hence the transpose.",
        ),
    ],
)

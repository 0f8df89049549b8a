"""dJ^(t)/dH^(t-1) = delta^(t<-t) (h^(t-1))^T: one instance of H; source eq. (3).

The denominator names its instance.  With the shared H the first line misses already: it
holds z^(t) to be the only way from H to the loss (the source's "previous time steps
considered fixed").
"""

from derivations.derivation import derive
from derivations.language.symbols import D, H, J, Partial, T, delta, i, j, l, m, t, z
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

weight = H[t - 1, i, j]
goal = Partial(J(t), weight)

HIDDEN_WEIGHTS = derive(
    slug="hidden-weights",
    title="Hidden layer weights, one instance",
    section="5.2",
    equation="3",
    goal=goal,
    indices=((t, 1, T), (i, 1, D), (j, 1, D)),
    steps=[
        chain_rule(
            goal,
            through=z[t, m],
            note="This instance of H reaches the loss only through step t's inputs.",
        ),
        expand_definition(
            Partial(z[t, m], weight),
            bound=l,
            note="The input of unit m is its definition.",
        ),
        differentiate(
            note="[m = i] and [l = j] are 1 where the indices agree, else 0; the word's"
            " column and the state before do not depend on this instance.",
        ),
        collapse(note="Only the terms m = i and l = j are left of the two sums."),
        name_error(
            delta[t, t, i],
            note="The first factor is unit i's error at step t, for the loss at t.",
            uses="hidden-error",
        ),
        gather(
            rows=i,
            columns=j,
            note="Row i, column j for all i and j at once: an outer product.",
        ),
    ],
)

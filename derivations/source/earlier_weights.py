"""dJ^(t)/dH^(s-1) = delta^(s<-t) (h^(s-1))^T, one instance.

Source section 6.2, eq. (8), where s = t - 1; where s = t it is eq. (3).
"""

from derivations.derivation import derive
from derivations.language.symbols import D, H, J, Partial, T, delta, i, j, l, m, s, t, z
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

weight = H[s - 1, i, j]
goal = Partial(J(t), weight)

EARLIER_WEIGHTS = derive(
    slug="earlier-weights",
    title="Earlier hidden weights, one instance",
    section="6.2",
    equation="8",
    goal=goal,
    indices=((t, 1, T), (s, 1, t), (i, 1, D), (j, 1, D)),
    source_case={s: t - 1},
    steps=[
        chain_rule(
            goal,
            through=z[s, m],
            note="This instance of H reaches the loss only through step s's inputs.",
        ),
        name_error(
            delta[s, t, m],
            note="The first factor is unit m's error at step s, for the loss at t.",
            uses="earlier-error",
        ),
        expand_definition(
            Partial(z[s, m], weight),
            bound=l,
            note="The input of unit m is its definition.",
        ),
        differentiate(
            note="[m = i] and [l = j] are 1 where the indices agree, else 0; nothing"
            " else in the input depends on this instance.",
        ),
        collapse(note="Only the terms m = i and l = j are left of the two sums."),
        gather(
            rows=i,
            columns=j,
            note="Row i, column j for all i and j at once: an outer product.",
        ),
    ],
)

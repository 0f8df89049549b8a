"""dJ^(t)/dU = delta^(o,t) (h^(t))^T; source section 5.1, eq. (1)."""

from derivations.derivation import derive
from derivations.language.symbols import (
    D,
    J,
    Partial,
    T,
    U,
    V,
    delta_o,
    j,
    l,
    o,
    t,
    v,
    w,
)
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

weight = U[t - 1, w, j]
goal = Partial(J(t), weight)

OUTPUT_WEIGHTS = derive(
    slug="output-weights",
    title="Output weights U",
    section="5.1",
    equation="1",
    goal=goal,
    indices=((t, 1, T), (w, 1, V), (j, 1, D)),
    steps=[
        chain_rule(
            goal,
            through=o[t, v],
            note="The weight reaches the loss only through the logits of its step.",
        ),
        expand_definition(
            Partial(o[t, v], weight), bound=l, note="Logit v is its definition."
        ),
        differentiate(
            note="[v = w] and [l = j] are 1 where the indices agree, else 0.",
        ),
        collapse(note="Only the terms v = w and l = j are left of the two sums."),
        name_error(
            delta_o[t, w],
            note="The first factor is the error of logit w, which is ŷ − y.",
            uses="softmax-loss",
        ),
        gather(
            rows=w,
            columns=j,
            note="Row w, column j for all of them at once: an outer product, shaped"
            " like U.",
        ),
    ],
)

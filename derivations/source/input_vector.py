"""dJ^(t)/dL_{x_t} = delta^(t<-t), one instance; source section 5.3, eq. (4)."""

from derivations.derivation import derive
from derivations.language.symbols import D, J, L, Partial, T, delta, i, l, m, t, v, x, z
from derivations.rules.algebra import select
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
)
from derivations.rules.gather import gather

entry = L[t - 1, i, x(t)]
goal = Partial(J(t), entry)

INPUT_VECTOR = derive(
    slug="input-vector",
    title="Input word vector, one instance",
    section="5.3",
    equation="4",
    goal=goal,
    indices=((t, 1, T), (i, 1, D)),
    steps=[
        chain_rule(
            goal,
            through=z[t, m],
            note="This instance of the word's vector reaches the loss only through step"
            " t's inputs.",
        ),
        expand_definition(
            Partial(z[t, m], entry),
            bound=l,
            words=v,
            note="The input of unit m is its definition: row m of H h, and row m of L x"
            " with the word's one-hot vector x.",
        ),
        select(
            note="L x is the column of L that x selects: of row m, the word's entry. It"
            " stands outside the sum over l.",
        ),
        differentiate(
            note="[m = i] is 1 where the indices agree, else 0; the sum does not depend"
            " on the word.",
        ),
        collapse(note="Only m = i is left: entry i feeds unit i alone."),
        name_error(
            delta[t, t, i],
            note="That is unit i's error at step t, for the loss at t.",
            uses="hidden-error",
        ),
        gather(rows=i, columns=None, note="Entry i for all i at once: a vector."),
    ],
)

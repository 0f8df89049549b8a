"""dJ^(t)/dL_{x_s} = sigma'(z^(s)) o H^T delta^(s+1<-t), one instance.

Source section 6.1, eq. (6), where s = t - 1.
"""

from derivations.derivation import derive
from derivations.language.symbols import D, J, L, Partial, T, h, i, l, m, s, t, x, z
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
)
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.previous_hidden import PREVIOUS_HIDDEN

entry = L[s - 1, i, x(s)]
goal = Partial(J(t), entry)

EARLIER_INPUT = derive(
    slug="earlier-input",
    title="Earlier word vector, one instance",
    section="6.1",
    equation="6",
    goal=goal,
    indices=((t, 1, T), (s, 1, t - 1), (i, 1, D)),
    source_case={s: t - 1},
    steps=[
        chain_rule(
            goal,
            through=z[s, m],
            note="The word's vector reaches the loss only through its own step's"
            " inputs.",
        ),
        chain_rule(
            Partial(J(t), z[s, m]),
            through=h[s, m],
            summed=False,
            note="Each input through its own unit's output.",
        ),
        earlier_result(
            PREVIOUS_HIDDEN,
            note="How the loss feels an earlier state is known: equation (5).",
        ),
        expand_definition(
            Partial(h[s, m], z[s, m]),
            bound=l,
            note="A unit's output is σ of its input.",
        ),
        expand_definition(
            Partial(z[s, m], entry),
            bound=l,
            note="The input of unit m is its definition.",
        ),
        differentiate(
            note="σ′ is the slope of σ. [m = i] is 1 where the indices agree, else 0."
        ),
        collapse(note="Only m = i is left: entry i feeds unit i alone."),
        gather(rows=i, columns=None, note="Entry i for all i at once: a vector."),
        sigmoid_slope(),
    ],
)

"""The gradient of the last loss alone, for H, L and U; source section 6.

What stands in the place of the summed loss's parts where J is J^(T) alone:

dJ^(T)/dH = sum_k delta^(k+1<-T) (h^(k))^T,
dJ^(T)/dL = sum_k delta^(k+1<-T) (x^(k+1))^T,  dJ^(T)/dU = delta^(o,T) (h^(T))^T,  with
delta^(T<-T) = sigma'(z^(T)) o (U^T delta^(o,T)),
delta^(s<-T) = sigma'(z^(s)) o (H^T delta^(s+1<-T)).
"""

from derivations.derivation import derive_part
from derivations.language.symbols import (
    D,
    H,
    J,
    L,
    Partial,
    T,
    U,
    V,
    delta,
    delta_o,
    h,
    i,
    j,
    k,
    l,
    m,
    o,
    onehot_x,
    s,
    v,
    w,
    z,
)
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.algebra import name_definition
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
    only_instance,
    sum_over_instances,
)
from derivations.rules.chain_by_cases import chain_rule_from_last
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.earlier_weights import EARLIER_WEIGHTS
from derivations.source.output_weights import OUTPUT_WEIGHTS

TITLE = "The full gradient: the last loss alone, all steps"

hidden, word, output = H[i, j], L[i, v], U[w, j]
instance, error = L[k, i, v], z[s, i]

LAST_LOSS = (
    derive_part(
        "H: the last loss, all steps",
        Partial(J(T), hidden),
        ((i, 1, D), (j, 1, D)),
        [
            sum_over_instances(
                Partial(J(T), hidden),
                over=(k, 0, T - 1),
                note="Every step has its instance of H, and the last loss feels each of"
                " them. No other loss counts.",
            ),
            earlier_result(
                EARLIER_WEIGHTS, note="Each instance's derivative is equation (8)."
            ),
            gather(rows=i, columns=j, note="An outer product for each instance."),
        ],
    ),
    derive_part(
        "The error of the last loss, back from the last step",
        Partial(J(T), error),
        ((s, 1, T), (i, 1, D)),
        [
            chain_rule(
                Partial(J(T), error),
                through=h[s, i],
                summed=False,
                note="An input moves its own unit's output, and that the loss.",
            ),
            expand_definition(
                Partial(h[s, i], error),
                bound=l,
                note="A unit's output is σ of its input.",
            ),
            differentiate(note="σ′ is the slope of σ, whatever σ is."),
            chain_rule_from_last(
                Partial(J(T), h[s, i]),
                own=o[T, w],
                later=z[s + 1, m],
                last=T,
                note="The last state reaches the loss through its own logits. Any state"
                " before it reaches the loss only through the next step: the loss at"
                " its own step does not count.",
            ),
            name_error(
                delta_o[T, w],
                note="The error of the last step's logits is ŷ − y.",
                uses="softmax-loss",
            ),
            name_error(
                delta[s + 1, T, m],
                note="The error of the next step, for the last loss.",
            ),
            expand_definition(
                Partial(o[T, w], h[T, i]), bound=l, note="Logit w's definition."
            ),
            expand_definition(
                Partial(z[s + 1, m], h[s, i]),
                bound=l,
                note="The definition of the next step's input.",
            ),
            differentiate(note="[l = i] is 1 where the indices agree, else 0."),
            collapse(note="Only l = i is left in each sum."),
            gather(
                rows=i,
                columns=None,
                note="All units at once. At s = T it is equation (2), and the recursion"
                " starts there; before it, it is equation (7), and nothing is added on"
                " the way.",
            ),
            sigmoid_slope(),
        ],
    ),
    derive_part(
        "L: a word that is read twice adds up",
        Partial(J(T), word),
        ((i, 1, D), (v, 1, V)),
        [
            sum_over_instances(
                Partial(J(T), word),
                over=(k, 0, T - 1),
                note="Each step has its instance of L. Those of steps that read another"
                " word do not move the loss, and add 0.",
            ),
            chain_rule(
                Partial(J(T), instance),
                through=z[k + 1, m],
                note="An instance reaches the loss through its step's inputs.",
            ),
            name_error(
                delta[k + 1, T, m],
                note="The first factor is unit m's error at that step.",
                uses="earlier-error",
            ),
            expand_definition(
                Partial(z[k + 1, m], instance),
                bound=l,
                note="The input of unit m is its definition.",
            ),
            differentiate(
                note="Only the word that this step reads counts, and only for its own"
                " unit: [v = x] is 1 for that word and [m = i] for that unit, else 0."
            ),
            collapse(note="Only m = i is left: entry i feeds unit i alone."),
            name_definition(
                onehot_x[k + 1, v],
                note="[v = x] is entry v of the word's one-hot vector.",
            ),
            gather(
                rows=i,
                columns=v,
                note="Each step adds its error to the column of its word; a word read"
                " twice gets two.",
            ),
        ],
    ),
    derive_part(
        "U: once, at the last step",
        Partial(J(T), output),
        ((w, 1, V), (j, 1, D)),
        [
            only_instance(
                Partial(J(T), output),
                T,
                note="The last loss uses U once, at its own step: one instance. The"
                " predictions before it do not count.",
            ),
            earlier_result(
                OUTPUT_WEIGHTS, note="The last loss's derivative is equation (1)."
            ),
            gather(rows=w, columns=j, note="One outer product."),
        ],
    ),
)
"""The parts, in the order of the summed loss's."""

"""The gradient of the summed loss, all t and all s, for H, L and U; source section 6.

dJ/dH = sum_s delta^(s) (h^(s-1))^T,  dJ/dL = sum_s delta^(s) (x^(s))^T,
dJ/dU = sum_t delta^(o,t) (h^(t))^T,  with
delta^(s) = sigma'(z^(s)) o (U^T delta^(o,s) + H^T delta^(s+1)), delta^(T+1) = 0.
The source never writes the sums.
"""

import sympy as sp

from derivations.derivation import derive_part, derive_parts
from derivations.language.symbols import (
    D,
    H,
    J,
    L,
    Partial,
    T,
    Truncated,
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
    t,
    tau,
    v,
    w,
    z,
)
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.algebra import (
    add_errors,
    add_zero_terms,
    name_definition,
    swap_sums,
    term_by_term,
)
from derivations.rules.calculus import (
    chain_rule,
    collapse,
    differentiate,
    expand_definition,
    name_error,
    only_instance,
    sum_over_instances,
)
from derivations.rules.chain_by_cases import chain_rule_both_ways
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.earlier_weights import EARLIER_WEIGHTS
from derivations.source.instance_sum import INSTANCE_SUM
from derivations.source.output_weights import OUTPUT_WEIGHTS

LOSSES = "The loss of the sequence is the sum of the losses of its steps."
TERMS = "The derivative of a sum is the sum of the derivatives."
ORDER = (
    "Each pair of a step s = k + 1 and a loss t that is not before it, counted by its"
    " step first."
)
ZERO = "A loss before step s does not feel it: its error there is 0, and may be added."
TOTAL = (
    "The derivatives of all losses add up to that of their sum: a step's errors to its"
    " error for the summed loss. One vector a step is enough."
)

hidden, word, output = H[i, j], L[i, v], U[w, j]
instance, error = L[k, i, v], z[s, i]

FULL_GRADIENT = derive_parts(
    slug="full-gradient",
    title="The full gradient: all losses, all steps",
    section="6",
    equation=None,
    parts=[
        derive_part(
            "H: all losses, all steps",
            Partial(J(), hidden),
            ((i, 1, D), (j, 1, D)),
            [
                expand_definition(Partial(J(), hidden), bound=t, note=LOSSES),
                term_by_term(note=TERMS),
                earlier_result(
                    INSTANCE_SUM,
                    note="One loss's derivative is the sum over the instances of H.",
                ),
                swap_sums(k, t, note=ORDER),
                add_zero_terms(note=ZERO),
                add_errors(note=TOTAL),
                gather(rows=i, columns=j, note="An outer product for each step."),
            ],
        ),
        derive_part(
            "The error of the summed loss, back from the last step",
            Partial(J(), error),
            ((s, 1, T), (i, 1, D)),
            [
                chain_rule(
                    Partial(J(), error),
                    through=h[s, i],
                    summed=False,
                    note="An input moves its own unit's output, and that the losses.",
                ),
                expand_definition(
                    Partial(h[s, i], error),
                    bound=l,
                    note="A unit's output is σ of its input.",
                ),
                differentiate(note="σ′ is the slope of σ, whatever σ is."),
                chain_rule_both_ways(
                    Partial(J(), h[s, i]),
                    own=o[s, w],
                    later=z[s + 1, m],
                    last=T,
                    note="A state has two ways to the losses: up to its own logits, and"
                    " on to the next step. At the last step, s = T, there is only the"
                    " first.",
                ),
                name_error(
                    delta_o[s, w],
                    note="No other loss feels these logits: their error is ŷ − y.",
                    uses="softmax-loss",
                ),
                name_error(
                    delta[s + 1, m],
                    note="The error of the next step, for the summed loss.",
                ),
                expand_definition(
                    Partial(o[s, w], h[s, i]), bound=l, note="Logit w's definition."
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
                    note="All units at once. At s = T it is equation (2), and the"
                    " recursion starts there; before it both ways stand inside the"
                    " bracket.",
                ),
                sigmoid_slope(),
            ],
        ),
        derive_part(
            "L: a word that is read twice adds up",
            Partial(J(), word),
            ((i, 1, D), (v, 1, V)),
            [
                expand_definition(Partial(J(), word), bound=t, note=LOSSES),
                term_by_term(note=TERMS),
                sum_over_instances(
                    Partial(J(t), word),
                    over=(k, 0, t - 1),
                    note="Each step up to t has its instance of L. Those of steps that"
                    " read another word do not move the loss, and add 0.",
                ),
                chain_rule(
                    Partial(J(t), instance),
                    through=z[k + 1, m],
                    note="An instance reaches the loss through its step's inputs.",
                ),
                name_error(
                    delta[k + 1, t, m],
                    note="The first factor is unit m's error at that step.",
                    uses="earlier-error",
                ),
                expand_definition(
                    Partial(z[k + 1, m], instance),
                    bound=l,
                    note="The input of unit m is its definition.",
                ),
                differentiate(
                    note="Only the word that this step reads counts, and only for its"
                    " own unit: [v = x] is 1 for that word and [m = i] for that unit,"
                    " else 0."
                ),
                collapse(note="Only m = i is left: entry i feeds unit i alone."),
                swap_sums(k, t, note=ORDER),
                add_zero_terms(note=ZERO),
                add_errors(note=TOTAL),
                name_definition(
                    onehot_x[s, v],
                    note="[v = x] is entry v of the word's one-hot vector.",
                ),
                gather(
                    rows=i,
                    columns=v,
                    note="Each step adds its error to the column of its word; a word"
                    " read twice gets two.",
                ),
            ],
        ),
        derive_part(
            "U: once a loss",
            Partial(J(), output),
            ((w, 1, V), (j, 1, D)),
            [
                expand_definition(Partial(J(), output), bound=t, note=LOSSES),
                term_by_term(note=TERMS),
                only_instance(
                    Partial(J(t), output),
                    t,
                    note="A loss uses U once, at its own step: one instance.",
                ),
                earlier_result(
                    OUTPUT_WEIGHTS, note="One loss's derivative is equation (1)."
                ),
                gather(rows=w, columns=j, note="An outer product for each step."),
            ],
        ),
        derive_part(
            "Truncated: only the last τ instances of H",
            Truncated(J(t), hidden, tau),
            ((t, 1, T), (tau, 1, T), (i, 1, D), (j, 1, D)),
            [
                sum_over_instances(
                    Truncated(J(t), hidden, tau),
                    over=(k, sp.Max(0, t - tau), t - 1),
                    note="Truncated back-propagation: the bracket keeps of the"
                    " derivative the last τ instances, those at most τ steps from the"
                    " loss, and drops the rest.",
                ),
                earlier_result(
                    EARLIER_WEIGHTS,
                    note="Each instance's derivative is equation (8).",
                ),
                gather(rows=i, columns=j, note="An outer product for each instance."),
            ],
        ),
    ],
)

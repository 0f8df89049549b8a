"""dJ^(t)/dH = sum_k delta^(k+1<-t) (h^(k))^T: the sum over instances; source section 3.

The source's three formulas, with the immediate partial marked, are lines of it: the sum
over dJ/dh^(i) dh^(i)/dH, its chain-rule form, and that with the product of Jacobians.
"""

from derivations.derivation import derive
from derivations.language.symbols import (
    D,
    H,
    Immediate,
    J,
    Partial,
    T,
    delta,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    t,
    v,
    yhat,
    z,
)
from derivations.rules.calculus import (
    chain_rule,
    chain_rule_backwards,
    collapse,
    differentiate,
    expand_definition,
    name_error,
    one_instance,
    sum_over_instances,
)
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.jacobian_product import JACOBIAN_PRODUCT

shared, instance = H[i, j], H[k, i, j]
goal = Partial(J(t), shared)
product = next(a.expr for a in JACOBIAN_PRODUCT.lines if a.rule == "unroll a recursion")

INSTANCE_SUM = derive(
    slug="instance-sum",
    title="One shared weight, the sum over its instances",
    section="3",
    equation=None,
    goal=goal,
    indices=((t, 1, T), (i, 1, D), (j, 1, D)),
    steps=[
        sum_over_instances(
            goal,
            over=(k, 0, t - 1),
            note="The same weight acts in every step up to t, and each of its instances"
            " moves the loss.",
        ),
        chain_rule(
            Partial(J(t), instance),
            through=h[k + 1, m],
            note="Instance k reaches the loss only through the state that it makes.",
        ),
        one_instance(
            Partial(h[k + 1, m], instance),
            note="The plus marks the immediate partial: step k+1 alone, with the state"
            " before it held fixed. Unmarked, it would read as the total derivative.",
        ),
        chain_rule(
            Partial(J(t), h[k + 1, m]),
            through=h[t, n],
            note="A state reaches the loss at t only through the state at t.",
        ),
        chain_rule(
            Partial(J(t), h[t, n]),
            through=yhat[t, v],
            note="The state at t reaches the loss only through the probabilities: the"
            " source's chain of factors, element by element.",
        ),
        earlier_result(
            JACOBIAN_PRODUCT,
            array=product,
            note="The state at t moves with the state at k+1 by the product of the"
            " Jacobians between: the source's formula, complete. For k = t − 1 there"
            " is no factor, and the product is the identity.",
        ),
        chain_rule(
            Immediate(h[k + 1, m], shared),
            through=z[k + 1, m],
            summed=False,
            note="A unit's output depends on its own input only.",
        ),
        chain_rule_backwards(
            J(t),
            z[k + 1, m],
            note="All but the last factor, the product among them, are a chain from the"
            " loss back to the input of unit m.",
        ),
        name_error(
            delta[k + 1, t, m],
            note="That is unit m's error at step k+1, for the loss at t.",
            uses="earlier-error",
        ),
        one_instance(
            Immediate(z[k + 1, m], shared),
            note="What moves in step k+1 alone is instance k.",
        ),
        expand_definition(
            Partial(z[k + 1, m], instance),
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
            note="Row i, column j for all i and j at once: for each instance an outer"
            " product.",
        ),
    ],
)

"""delta^(s<-t) = sigma'(z^(s)) o H^T delta^(s+1<-t).

Source section 6.1, eq. (7), where s = t - 1; said of every earlier step it is the
recursion that goes back arbitrarily far.
"""

from derivations.derivation import derive
from derivations.language.symbols import D, J, Partial, T, h, i, l, s, t, z
from derivations.rules.activation_slope import sigmoid_slope
from derivations.rules.calculus import chain_rule, differentiate, expand_definition
from derivations.rules.gather import gather
from derivations.source.earlier_result import earlier_result
from derivations.source.previous_hidden import PREVIOUS_HIDDEN

goal = Partial(J(t), z[s, i])

EARLIER_ERROR = derive(
    slug="earlier-error",
    title="Earlier hidden error",
    section="6.1",
    equation="7",
    goal=goal,
    indices=((t, 1, T), (s, 1, t - 1), (i, 1, D)),
    source_case={s: t - 1},
    steps=[
        chain_rule(
            goal,
            through=h[s, i],
            summed=False,
            note="An input moves its own unit's output, and that the loss.",
        ),
        earlier_result(
            PREVIOUS_HIDDEN,
            note="How the loss feels an earlier state is known: equation (5).",
        ),
        expand_definition(
            Partial(h[s, i], z[s, i]),
            bound=l,
            note="A unit's output is σ of its input.",
        ),
        differentiate(note="σ′ is the slope of σ, whatever σ is."),
        gather(
            rows=i,
            columns=None,
            note="All units at once: the error one step earlier from the error one step"
            " later, again and again.",
        ),
        sigmoid_slope(),
    ],
)

"""Mistakes in the outer products' states, in their layout, and in dJ/dh^(0)."""

import sympy as sp

from derivations.language.symbols import (
    Cases,
    D,
    H,
    T,
    Transposed,
    Whole,
    delta,
    delta_o,
    h,
    i,
    m,
    onehot_x,
    onehot_y,
    s,
    t,
    z,
)
from derivations.mistakes.equations import (
    ELEMENTS,
    RIGHT,
    outer,
    outputs,
    state_error,
    states,
    weights,
)
from derivations.mistakes.formulas import Formula
from derivations.mistakes.mistake import Counts, Mistake
from derivations.mistakes.sources import LAST_STATE, OWN_STATE, WRAPPED

ONE = sp.S.One
STATE, START = "The states", "The first state"
HIDDEN, OUTPUT = ("full-gradient", 6), ("full-gradient", 36)


def _hidden(
    why: str,
    wrong: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    *,
    trap: str = "",
    also: sp.Expr | None = None,
    counts: Counts | None = None,
    sources: tuple[str, ...] = (),
) -> Mistake:
    others = {} if also is None else {"L": also}
    return Mistake(
        STATE,
        why,
        {"H": wrong, **others},
        RIGHT["H"],
        *HIDDEN,
        hidden_by=hidden_by,
        trap=trap,
        counts=counts,
        sources=sources,
    )


def _output(
    why: str, state: sp.Expr, hidden_by: tuple[str, ...] = (), trap: str = ""
) -> Mistake:
    wrong = sp.Sum(Whole(delta_o, t) * Transposed(state), (t, 1, T))
    right, place = RIGHT["U"], OUTPUT
    return Mistake(
        STATE, why, {"U": wrong}, right, *place, hidden_by=hidden_by, trap=trap
    )


def _start(
    why: str,
    wrong: sp.Expr,
    hidden_by: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    right: sp.Expr | None = None,
) -> Mistake:
    return Mistake(
        START,
        why,
        {"h0": wrong},
        RIGHT["h0"] if right is None else right,
        "previous-hidden",
        5 if right is None else 4,
        hidden_by=hidden_by,
        sources=sources,
    )


start_unit = sp.Sum(H[m, i] * delta[1, m], (m, 1, D))

FACTORS = {
    "own-state": _hidden(
        "z(s) = H h(s−1) + …: H was multiplied with the state before, and that is "
        "its derivative. h(s) comes after.",
        outer(Whole(h, s)),
        trap="With h(0) at place 0, h[s + 1] is the state that step s, counted from "
        "0, makes.",
        sources=OWN_STATE,
    ),
    "wraps-around": _hidden(
        "Step 1 read h(0), not the last state.",
        outer(Cases(Whole(h, T), ONE, s, states)),
        trap="h[t - 1] at t = 0 is h[-1], the last entry: NumPy counts from the end "
        "and does not complain.",
        sources=WRAPPED,
    ),
    "first-state": _hidden(
        "Each instance of H read its own state.",
        outer(Whole(h, 0)),
        ("one step",),
        trap="h = h0 without a copy, or an index that the loop does not move.",
    ),
    "last-state": _hidden(
        "Each instance of H read its own state.",
        outer(Whole(h, T)),
        trap="hs.append(h) puts one array into the list T times, if h is written "
        "over in place: append h.copy().",
    ),
    "first-instance-missing": _hidden(
        "Step 1 uses H as every other does, on h(0).",
        outer(states, sp.S(2)),
        also=outer(Whole(onehot_x, s), sp.S(2)),
        trap="range(T - 1, 0, -1) ends at 1, not at 0.",
        counts=lambda t, k, T: k > 0,
    ),
    "last-step-missing": _hidden(
        "The last step uses H as every other does.",
        sp.Sum(Whole(delta, s) * Transposed(states), (s, 1, T - 1)),
        also=sp.Sum(Whole(delta, s) * Transposed(Whole(onehot_x, s)), (s, 1, T - 1)),
        trap="range(T - 1) ends at T - 2.",
        counts=lambda t, k, T: k < T - 1,
    ),
    "state-before-activation": _hidden(
        "What H is multiplied with has gone through the activation.",
        outer(Cases(states, ONE, s, Whole(z, s - 1))),
        ("one step", "identity"),
        trap="z += H @ h, then h = z: both names hold one array.",
    ),
    "state-two-back": _hidden(
        "H was multiplied with h(s−1).",
        outer(Cases(Whole(h, 0), ONE, s, Whole(h, s - 2))),
        ("one step",),
        trap="Where h(0) stands at place 0, h[s - 1] is two steps before the state "
        "that step s, counted from 0, makes.",
    ),
    "output-state-previous": _output(
        "o(t) = U h(t): the logits read the state of their own step.",
        Whole(h, t - 1),
        trap="With h(0) at place 0, h[s] is the state before step s, counted from 0.",
    ),
    "output-state-before-activation": _output(
        "U reads the state after its activation.", Whole(z, t), ("identity",)
    ),
    "output-state-last": _output(
        "Each loss reads its own step’s state.",
        Whole(h, T),
        ("one step",),
        trap="After the forward loop the name h still holds the last state, and "
        "raises no error where h[t] is meant.",
    ),
    "transposed": _hidden(
        "Row i of the gradient belongs to row i of H: its error comes first in the "
        "outer product.",
        sp.Sum(states * Transposed(Whole(delta, s)), (s, 1, T)),
        trap="H is square, so that np.outer(h, delta) has the right shape too.",
    ),
    "column-of-target": Mistake(
        STATE,
        "The column that a step reads is its input’s; the target is read by no weight "
        "of this step.",
        {"L": outer(Whole(onehot_y, s))},
        RIGHT["L"],
        "full-gradient",
        31,
    ),
    "every-column": Mistake(
        STATE,
        "A step reads one column of L; the others do not move its state.",
        {"L": sp.Sum(delta[s, i], (s, 1, T))},
        ELEMENTS["L"],
        "full-gradient",
        31,
        trap="dL += delta[:, None] adds the column to all of them: NumPy stretches it.",
    ),
    "error-before-slope": _hidden(
        "H stands inside the activation, in z: its gradient takes dJ/dz, and that has "
        "the slope in it.",
        sp.Sum(state_error * Transposed(states), (s, 1, T)),
        ("identity",),
        also=sp.Sum(state_error * Transposed(Whole(onehot_x, s)), (s, 1, T)),
    ),
    "start-with-slope": _start(
        "h(0) is given: it comes out of no activation.",
        Formula(h[0, i]) * start_unit,
        ("identity",),
        right=start_unit,
    ),
    "start-without-weights": _start(
        "h(0) reaches z(1) through H; δ(1) is the error of z(1).",
        Whole(delta, 1),
    ),
    "start-one-step-late": _start(
        "dJ/dh(1) belongs to the first state that the network makes.",
        Transposed(outputs) * Whole(delta_o, 1) + Transposed(weights) * Whole(delta, 2),
    ),
    "start-summed": _start(
        "Only step 1 reads h(0); what the other steps hand back belongs to h(1), h(2), "
        "….",
        Transposed(weights) * sp.Sum(Whole(delta, s), (s, 1, T)),
        ("one step",),
    ),
    "start-is-last-state": _start(
        "The last state may start the next text; it is no derivative.",
        Whole(h, T),
        sources=LAST_STATE,
    ),
}

"""Tests of lines with any meaning or none: a verdict or Unreadable, in bounded time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivations import DERIVATIONS, KINDS, Unreadable, judge_on
from derivations.evaluation.activation import NAMES
from derivations.latex.printer import latex
from tests.derivations.judging.networks import network
from tests.walks import SOAK

SECONDS = 3.0
PLACES = [(d, n) for d in DERIVATIONS.values() for n in range(len(d.lines))]
NETWORKS = [network(name) for name in NAMES]
NETWORKS += [network(sizes=(2, 3, 1)), network(sizes=(2, 2, 6), scale=30.0)]
SUMS = (
    "sum_k sum_m sum_w sum_{k=1}^t sum_{k=0}^{t-1} sum_{v=1}^{|V|} sum_{m=1}^{D_h-1}"
    " sum_{k=1}^{900} prod_{k=1}^T prod_{k=t,...,s+1} sum_{m=i}^{D_h} sum_{a,b}"
).split()
CALLS = ("exp", "log", "tanh", "sigma", "diag")


@st.composite
def lines(draw):
    """A place, and a text that the grammar reads: of symbols with any indices."""
    d, n = draw(st.sampled_from(PLACES))
    own = [str(index) for index, *_ in d.claim(d.lines[n]).indices]
    every = st.sampled_from([*own, *own, "1", "2", "7", "k", "m"])
    times = st.sampled_from([*own, f"{own[0] if own else 1}-1", "1", "T", "k"])

    def symbol():
        base = draw(st.sampled_from("h z o yhat x y H L U delta J PP I h^T H'".split()))
        if base in ("I", "h^T", "H'"):
            return f"({base})"
        count = 2 if base in "HLU" else 0 if base in ("J", "PP") else 1
        below = ",".join(draw(every) for _ in range(count * draw(st.booleans())))
        above = f"^({draw(times)})"
        if base == "delta":
            forms = ["^(o,{})", "^({}<-t)", "^({})", "^(h,{})"]
            above = draw(st.sampled_from(forms)).format(draw(times))
        return base + (f"_{{{below}}}" if below else "") + above

    def factor(deep):
        way = draw(st.integers(0, 9 if deep else 3))
        if way <= 3:
            return symbol()
        inside = terms(deep - 1)
        return [
            f"({inside})",
            f"sigma'({inside})",
            f"{draw(st.sampled_from(CALLS))}({inside})",
            f"d{symbol()}/d{symbol()}",
            f"d/d{symbol()} ({inside})",
            f"({inside})'",
        ][way - 4]

    def terms(deep):
        texts = []
        for _ in range(draw(st.integers(1, 2))):
            parts = [factor(deep) for _ in range(draw(st.integers(1, 3)))]
            joined = draw(st.sampled_from([" ", " o ", " * "])).join(parts)
            texts.append(draw(st.sampled_from(["", "", *SUMS])) + " " + joined)
        return draw(st.sampled_from([" + ", " - "])).join(texts)

    text = terms(draw(st.integers(0, 2)))
    front = draw(st.sampled_from(["", d.lines[n].latex() + " - ", "-"]))
    return d, n, front + text, draw(st.sampled_from(NETWORKS))


@pytest.fixture(autouse=True, scope="module")
def _grammar_is_made():
    judge_on("hidden-error", 0, "J^(t)", NETWORKS[0])


@settings(
    max_examples=10_000 if SOAK else 150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(lines())
def test_a_verdict_or_unreadable(given_):
    d, n, text, net = given_
    before = time.process_time()
    try:
        found = judge_on(d, n, text, net)
    except Unreadable:
        return
    assert time.process_time() - before < SECONDS
    assert found.holds in (True, False, None)
    assert latex(found.expr)
    assert (found.is_line is None) or found.holds is not False
    assert found.counterexample is None or found.holds is False
    if found.differs is not None:
        assert found.holds is False
        assert found.differs.kind in KINDS
        assert latex(found.differs.wrong)
        assert found.differs.right is None or latex(found.differs.right)

"""Every sentence beside Unroll's pictures is true, decided from the definitions."""

import math
import re

import pytest
from hypothesis import given

from tests.views.settings import views
from tests.views.unroll.terms import by_definition
from views.unroll.captions import (
    chain_story,
    network_guide,
    triangle_guide,
)
from views.unroll.triangle import balance, triangle


def size(values):
    return math.fsum(map(abs, values))


def number(text):
    """A number as it is written, and how far rounding to three digits may move it."""
    value = float(text.replace("−", "-").replace(",", ""))
    return pytest.approx(value, rel=6e-3, abs=1e-300)


def largest(sizes, names):
    """Whether `names`, or so many if it is a number, are those of the largest size.

    What rounding may have parted can be left out or in.
    """
    top = max(sizes.values())
    least, most = (
        {name for name, v in sizes.items() if v >= top * (1 - near)}
        for near in (1e-13, 1e-11)
    )
    if isinstance(names, int):
        return len(least) <= names <= len(most)
    return least <= names <= most


def is_percent(text, share):
    if text == "over 99.9":
        return 0.999 < share < 1
    return 100 * share == number(text)


@given(views())
def test_what_the_network_guide_says_of_the_row_is_so(drawn):
    net, s, _ = drawn
    said, every = network_guide(net, s), by_definition(net, s)
    row = {k: value for (t, k), value in every.items() if t == s.t}
    if "never read" in said:
        assert not every
        return
    if early := re.search(r"Loss (\d+) comes too early .* at step (\d+)\.", said):
        assert int(early[1]) == s.t < int(early[2])
        assert int(early[2]) == min(k for _, k in every) + 1
        return
    if "does not feel" in said:
        assert set(row.values()) == {0.0}
        assert ("every instance" in said) == (len(row) > 1)
        return
    total = size(row.values())
    assert total > 0
    if s.matrix == "U":
        assert "at its own step" in said
        return
    steps = re.search(r"instance (\d+), its copy in step (\d+)", said)
    assert steps is None or int(steps[2]) == int(steps[1]) + 1
    if alone := re.search(r"Only instance (\d+), ", said):
        assert [k for k, v in row.items() if v] == [int(alone[1])]
        assert ("other instances add 0" in said) == (len(row) > 1)
        return
    match = re.search(
        r"\. ([^.]*\.?\d*)% of (the gradient|all .*signs aside,).* comes from "
        r"(each of )?(.*)\.",
        said,
    )
    sizes = {k: abs(v) for k, v in row.items()}
    assert is_percent(match[1].lower(), max(sizes.values()) / total)
    assert ("signs aside" in match[2]) == (min(row.values()) < 0 < max(row.values()))
    named = {int(k) for k in re.findall(r"\d+", match[4].split(", its copy")[0])}
    counted = "of its instances" in match[4]
    assert largest(sizes, named.pop() if counted else named)
    assert (counted or len(named) > 1) == (match[3] is not None)


@given(views())
def test_what_the_triangle_guide_says_of_the_losses_is_so(drawn):
    net, s, _ = drawn
    said, terms = triangle_guide(net, s), by_definition(net, s)
    total = size(terms.values())
    if said.startswith("No loss feels"):
        assert total == 0
        return
    rows = {
        t: size(v for (u, _), v in terms.items() if u == t)
        for t in range(1, net.trace.steps + 1)
    }
    head, tail = said.split("; ")
    places = {int(n) for n in re.findall(r"\d+", head.split(" feel")[0])}
    if " alone feels " in head:
        assert {t for t, v in rows.items() if v} == places
    else:
        percent = re.search(r"most, (?:and equally, )?(.*)%( each)? of all", head)
        assert is_percent(percent[1], max(rows.values()) / total)
        counted = " losses feel" in head
        assert (percent[2] is not None) == (counted or len(places) > 1)
        assert largest(rows, places.pop() if counted else places)
    if "only one term" in tail:
        assert len(terms) == 1
        return
    few, count = re.search(r"(?:takes all|(\d+) of the) (\d+) terms", tail).groups()
    assert int(count) == len(terms)
    sizes = sorted(map(abs, terms.values()), reverse=True)
    few = int(few or count)
    assert size(sizes[:few]) >= 0.9 * total * (1 - 1e-9)
    assert size(sizes[: few - 1]) <= 0.9 * total * (1 + 1e-9)


@given(views())
def test_what_is_said_of_cancellation_is_so(drawn):
    net, s, window = drawn
    said = balance(net, s, window)
    row = [
        value
        for (t, k), value in by_definition(net, s).items()
        if t == s.t and (window == 0 or t - k <= window)
    ]
    assert ("kept term" in said) == (window > 0)
    signs = {v > 0 for v in row if v}
    if "it has no" in said:
        assert row == []
    elif "only" in said and "is 0" in said:
        assert row == [0.0]
    elif "terms are 0" in said:
        assert len(row) > 1
        assert not signs
    elif "there is only one" in said:
        assert len(row) == 1
    elif "is not 0" in said:
        assert sum(v != 0 for v in row) == 1 < len(row)
    elif "same sign" in said:
        assert len(signs) == 1
        assert ("that are not 0" in said) == (0.0 in row)
    else:
        assert len(signs) == 2
    assert ("=" in said) == bool(signs)
    if signs:
        share = abs(math.fsum(row)) / size(row)
        shown = float(re.search(r"= ([^ ]*)\.$", said)[1].replace("−", "-"))
        assert shown == pytest.approx(share, rel=6e-3, abs=1e-13)
        for low, words, high in (
            (0.0, "all but cancel", 0.1),
            (0.1, "largely cancel", 0.5),
            (0.5, "partly cancel", 0.9),
            (0.9, "hardly cancel", 1.0),
        ):
            if words in said:
                assert low <= shown <= high
    assert triangle(net, s, "sum", 0 if s.matrix == "U" else window)["rest"].startswith(
        said if s.matrix != "U" else balance(net, s)
    )


@given(views())
def test_what_is_said_of_the_way_from_loss_to_instance_is_so(drawn):
    net, s, _ = drawn
    said, trace = chain_story(net, s), net.trace
    value = by_definition(net, s).get((s.t, s.k))
    assert ("does not use" in said) == (value is None)
    assert ("never uses" in said) == (s.matrix == "U" and value is None)
    assert ("another word" in said) == (s.matrix == "L" and value is None)
    if s.matrix == "U" and value is None:
        assert f"it uses instance {s.t - 1}," in said
        return
    between = s.t - s.k - 1
    assert ("no Jacobian" in said) == (between == 0)
    if between == 0:
        stopped = "so the last factor is 0" in said
        assert ("at once" in said) == (value is not None and not stopped)
        return
    row = net.back.delta_o[s.t - 1] @ trace.params.U
    if "every product" in said:
        assert not row.any()
        return
    last = row
    for step in range(s.t, s.k + 1, -1):
        last = (last * trace.slope[step - 1]) @ trace.params.H
    first, length = (max(abs(v)) and math.hypot(*v) for v in (row, last))
    match = re.search(r": (\d+) steps? back, the error (.*?)\.(?: |$)", said)
    assert int(match[1]) == between
    if gone := re.match(r"is 0 in float64, of a length of (.*) at", match[2]):
        assert length == 0
        assert first == number(gone[1])
        return
    if kept := re.match(r"keeps its length, (.*), to three digits", match[2]):
        assert length == number(kept[1])
        assert 0.995 < length / first < 1.005
        return
    way, much, unit, top, now = re.match(
        r"has (shrunk|grown) to (.*?)(%| times as much), in length from (.*) to (.*)",
        match[2],
    ).groups()
    assert (first, length) == (number(top), number(now))
    assert (way == "shrunk") == (unit == "%") == (length < first)
    assert length / first * (100 if unit == "%" else 1) == number(much)

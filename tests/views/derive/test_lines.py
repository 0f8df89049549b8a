"""Tests of the lines of the page Derive: formula, rule, note, check, omissions."""

import json

import numpy as np
import pytest

from derivations import DERIVATIONS, Check
from tests.lines import number
from tests.views.derive.derive_data import assert_shown, compared, line_data
from views.address.settings import Config
from views.derive import lines as derivation_lines
from views.derive.arrays import MOST
from views.derive.lines import NOT_ALL
from views.derive.references import fractions_in, free_refs_in, refs_in
from views.model.model import model
from views.proofs.checks import status
from views.proofs.cost import NO_MATRIX, NO_NUMBERS
from views.proofs.indices import free_indices
from views.proofs.version import Version
from views.text.latex import bare


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_every_line_is_pure_json_with_formula_rule_note_and_check(slug):
    assert_shown(line_data(slug, len(DERIVATIONS[slug].lines), "numbers"))


OTHERS = [
    (activation, reduction, slug)
    for activation, reduction in (
        ("tanh", "sum"),
        ("relu", "sum"),
        ("identity", "sum"),
        ("tanh", "mean"),
        ("sigmoid", "last"),
        ("relu", "last"),
    )
    for slug, plain in DERIVATIONS.items()
    if Version(slug, activation, reduction).derivation.lines != plain.lines
]


@pytest.mark.parametrize(("activation", "reduction", "slug"), OTHERS)
def test_new_lines_are_shown_like_the_others(activation, reduction, slug):
    config = Config(activation=activation)
    lines = Version(slug, activation, reduction).derivation.lines
    assert_shown(line_data(slug, len(lines), "numbers", config, reduction))
    for n, line in enumerate(lines, 1):
        if line in DERIVATIONS[slug].lines:
            continue
        got = line_data(slug, n, "symbols", config, reduction)
        keys = {array["key"] for array in got["arrays"]}
        assert {key for hits in got["cells"].values() for key, *_ in hits} <= keys
        if len(keys) < MOST:
            unlinked = set(free_refs_in(got["lines"][n - 1]["tex"])) - set(got["cells"])
            assert unlinked <= {"J()", "PP()"}
        compared(got, config)


def test_the_mean_has_its_own_number_and_its_errors_light_up():
    config = Config()
    net = model(config)
    got = line_data("full-gradient", 1, "numbers", config, "mean")
    assert got["lines"][0]["rule"] == "The mean is the sum over T"
    assert "ref=Jmean()" in got["lines"][0]["goal"]
    (partial,) = [a for a in got["arrays"] if a["key"] == "J()/H()"]
    np.testing.assert_allclose(partial["values"], net.back.gradients().H, rtol=1e-9)
    of_the_mean = Version("full-gradient", "sigmoid", "mean").derivation
    gathered = number(of_the_mean, "gather", "H:")
    last = line_data("full-gradient", gathered, "numbers", config, "mean")
    result = last["arrays"][0]
    mean = net.back.gradients(reduction="mean").H
    np.testing.assert_allclose(result["values"], mean, rtol=1e-9)
    named_arrays = {f[0] for term in last["gather"]["terms"] for f in term["factors"]}
    assert {"delta(1)", "h(0)", "delta(4)", "h(3)"} <= named_arrays
    assert {term["sign"] for term in last["gather"]["terms"]} == {0}


def large_and_far_apart():
    config = Config(activation="identity", scale=16, D_h=20, V=50, T=20)
    return line_data("softmax-loss", 1, config=config)["lines"]


@pytest.mark.parametrize("nth", [5, -1])
def test_what_overflows_float64_is_settled_and_not_drawn(nth):
    line = number("perplexity", nth=nth)
    config = Config(activation="relu", scale=16, T=8, D_h=4)
    got = line_data("perplexity", line, "numbers", config)
    json.dumps(got, allow_nan=False)
    assert all(item["holds"] for item in got["lines"])
    assert all(item["check"].startswith("✓ Holds at ") for item in got["lines"])
    if nth == -1:
        assert got["arrays"] == []
        assert r"\text{not finite}" in got["lines"][line - 1]["numbers"]
    checks = large_and_far_apart()
    summed = [item["holds"] for item in checks[1:5]]
    assert summed == [None] * 4, "sums of exponentials that lie too far apart"
    assert all(item["holds"] for item in [checks[0], *checks[5:]])


def test_what_could_not_be_decided_is_said_plainly():
    undecided = status(Check(None, float("nan"), 0, 20, 12), 20)
    assert undecided.startswith("Not decided: ")
    assert "✓" not in undecided
    assert status(Check(None, float("nan"), 0, 20), 20) == (
        "Nothing to check: no index is in range."
    )
    some = status(Check(True, 0.0, 8, 20, 12), 20)
    assert some.startswith("✓ Holds at 8 choices of indices; ")
    assert some.endswith("; 12 not decided.")
    for item in large_and_far_apart():
        start = "✓ Holds at " if item["holds"] else "Not decided: "
        assert item["check"].startswith(start)


def test_an_index_called_j_is_j_in_the_address():
    part = DERIVATIONS["previous-hidden"].parts[0]
    assert [index.setting for index in free_indices(part)][-1] == "j"
    (*_, word) = free_indices(DERIVATIONS["softmax-loss"].parts[0])
    assert word.setting == "i"


def test_what_is_left_out_beside_a_line_is_said():
    assert line_data("full-gradient", 4)["left_out"] == ""
    long = line_data("full-gradient", 4, config=Config(T=12))
    assert long["left_out"] == NOT_ALL


def test_a_truncated_gradient_is_not_taken_for_the_whole_one():
    slug = "full-gradient"
    line = number(slug, part="Truncated")
    short, whole = (line_data(slug, line, t=4, window=w) for w in (1, 4))
    assert short["lines"][line - 1]["goal"] == whole["lines"][line - 1]["goal"]
    assert "|" in "".join(refs_in(short["lines"][line - 1]["goal"]))


def test_what_would_take_too_long_is_left_out_and_said(monkeypatch):
    """At (128, 8000, 100) these would take from seconds to minutes."""

    def unchecked(_, version):
        return tuple(Check(True, 0.0, 1) for _ in version.derivation.lines)

    monkeypatch.setattr(derivation_lines, "proof", unchecked)
    config = Config(D_h=128, V=8000, T=100)
    for slug, line in (("instance-sum", 2), ("output-weights", 1)):
        item = line_data(slug, line, "numbers", config, t=100)["lines"][line - 1]
        assert "numbers" not in item
        assert item["check"].endswith(NO_NUMBERS)
    got = line_data(
        "full-gradient", number("full-gradient", "gather", "H:"), config=config
    )
    assert got["left_out"] == NO_MATRIX
    assert got["gather"] is None


def test_references_are_found_and_taken_away():
    tex = r"\sum \frac{\partial \htmlData{ref=J(t)}{J^{(t)}}}{\partial "
    tex += r"\htmlData{ref=z(t;m)}{z_m^{(t)}}} \htmlData{new=1}{\htmlData{ref=h(k;l)}"
    tex += r"{h_l^{(k)}}}"
    assert fractions_in(tex) == ["J(t)/z(t;m)"]
    assert free_refs_in(tex) == ["J(t)/z(t;m)", "h(k;l)"]
    assert r"\htmlData" not in bare(tex)
    for slug, derivation in DERIVATIONS.items():
        line = derivation.lines[-1]
        plain = line.latex()
        assert bare(line.latex(refs=True)).replace("{", "").replace("}", "") == (
            plain.replace("{", "").replace("}", "")
        ), slug

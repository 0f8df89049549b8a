"""Tests that lines are read in the names of other courses and libraries too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import DERIVATIONS, Unreadable, judge_on, parse
from derivations.language.name_schemes import NAME_SCHEMES
from derivations.reading.characters import plain
from derivations.reading.schemes import in_source_names
from derivations.versions import in_activation
from tests.derivations.judging.networks import network

SCHEMES = [names for names in NAME_SCHEMES if names != "source"]


@pytest.mark.parametrize("names", SCHEMES)
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_every_line_is_read_back_in_the_names_it_is_printed_in(names, activation):
    for plain_version in DERIVATIONS.values():
        d = in_activation(plain_version, activation)
        for n, line in enumerate(d.lines):
            typed = line.latex(names=names)
            assert parse(typed, d, n, names) == parse(line.latex(), d, n), typed
            goal = d.goal_latex(line, names=names)
            assert parse(goal, d, n, names) == parse(d.goal_latex(line), d, n), goal


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        ("wxh", "W_hh' delta^(s+1<-t)"),
        ("wxh", "(W_hh)' delta^(s+1<-t)"),
        ("wxh", r"W_{\mathrm{hh}}^\top delta^(s+1<-t)"),
        ("wxh", "H' delta^(s+1<-t)"),
        ("wxh", r"\left(\mathbf{W}_{\rm hh}\right)^T delta^(s+1<-t)"),
        ("torch", "weight_hh_l0' delta^(s+1<-t)"),
        ("torch", r"weight\_hh\_l0^T \delta^{(s+1 \leftarrow t)}"),
        ("torch", "W_hh' delta^(s+1<-t)"),
        ("coursera", "W_aa' delta^(s+1<-t)"),
        ("coursera", "Waa' δ^(s+1←t)"),
    ],
)
def test_a_matrix_by_any_of_its_names(names, typed):
    d = DERIVATIONS["previous-hidden"]
    n = len(d.lines) - 1
    assert parse(typed, d, n, names) == d.lines[n].expr


@pytest.mark.parametrize(
    ("names", "entry"),
    [
        *[("wxh", e) for e in ("W_hh,ij", "(W_hh)_ij", "W_{hh,ij}", "W_hh_ij")],
        *[("wxh", e) for e in ("W_hhij", "W_{hhij}", r"(W_{\mathrm{hh}})_{ij}")],
        ("torch", "(weight_hh_l0)_ij"),
        ("torch", "W_hh,ij"),
        ("torch", r"W_{\text{hh},ij}"),
        ("coursera", "W_{aa, ij}"),
    ],
)
def test_an_entry_by_any_of_its_names(names, entry):
    d = DERIVATIONS["previous-hidden"]
    typed = f"sum_i {entry} delta_i^(s+1<-t)"
    ours = parse("sum_i H_ij delta_i^(s+1<-t)", d, 3)
    assert parse(typed, d, 3, names) == ours


def test_a_state_and_a_slope_of_other_letters():
    d = DERIVATIONS["previous-hidden"]
    ours = parse("sum_i dJ^(t)/dh_i^(s+1) s'(z_i^(s+1)) H_ij", d, 3)
    for slope in ("g'(z_i^(s+1))", r"\,g′(z_i^{<s+1>})", "sigma'(z_i^(s+1))"):
        typed = f"sum_i dJ^(t)/da_i^(s+1) {slope} W_aa,ij"
        assert parse(typed, d, 3, "coursera") == ours


@pytest.mark.parametrize(
    "typed",
    [
        *("delta_i^(t<-t) a_j^{<t-1>}", "delta_i^(t<-t) a_j^⟨t-1⟩"),
        r"\delta_i^{(t \leftarrow t)}\,a_j^{\langle t-1 \rangle}",
    ],
)
def test_a_time_in_angles(typed):
    d = DERIVATIONS["hidden-weights"]
    assert parse(typed, d, 4, "coursera") == d.lines[4].expr


def test_the_error_of_a_state_is_marked_with_its_letter():
    d = DERIVATIONS["hidden-weights"]
    assert parse("delta_i^(a,t) a_j^(t-1)", d, 4, "coursera") == d.lines[4].expr


def test_a_derivative_by_a_matrix_written_with_d():
    d = DERIVATIONS["hidden-weights"]
    ours = parse("sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)", d, 0)
    for names, entry in {"wxh": "W_hh,ij", "torch": "(weight_hh_l0)_ij"}.items():
        typed = f"sum_m dJ^(t)/dz_m^(t) dz_m^(t)/d{entry}^(t-1)"
        assert parse(typed, d, 0, names) == ours


def test_the_output_layer_of_a_library_has_two_spellings():
    d = DERIVATIONS["hidden-error"]
    ours = parse("sum_k delta_k^(o,t) U_ki", d, 2)
    for word in ("fc_weight", "fc.weight"):
        assert parse(f"sum_k delta_k^(o,t) ({word})_ki", d, 2, "torch") == ours


def test_an_error_says_where_in_what_was_typed():
    with pytest.raises(Unreadable) as found:
        parse("W_hh' delta^(s+1<-t) )", "previous-hidden", 3, "wxh")
    assert found.value.position == 21
    assert found.value.found == ")"
    with pytest.raises(Unreadable) as found:
        parse("W_hh' delta^(s+1<-t)", "previous-hidden", 3)
    assert found.value.found == "W_hh"
    with pytest.raises(ValueError, match="names is 'bishop'"):
        parse("H", "previous-hidden", 3, "bishop")


def test_a_line_is_judged_in_its_names():
    d = DERIVATIONS["previous-hidden"]
    n = len(d.lines) - 1
    here = network()
    assert judge_on(d, n, "W_hh' delta^(s+1<-t)", here, "wxh").is_line == n
    wrong = judge_on(d, n, "W_hh delta^(s+1<-t)", here, "wxh")
    assert wrong.holds is False
    assert wrong.differs.kind == "transpose"


@given(st.text(max_size=60), st.sampled_from(SCHEMES))
def test_every_letter_keeps_the_place_it_comes_from(typed, names):
    letters = in_source_names(plain(typed), names)
    assert len(letters.text) == len(letters.origins)
    assert list(letters.origins) == sorted(letters.origins)

"""Tests of what people type: plain letters, Unicode, the source's own names, errors."""

import pytest

from derivations import DERIVATIONS, Unreadable, parse
from derivations.language.symbols import J, Partial, Whole, delta, h, s, t, z
from derivations.latex.printer import latex
from derivations.reading.form import form

SAME = [
    ("hidden-error", 7, "s'(z_i^(t)) sum_w delta_w^(o,t) U_wi"),
    ("hidden-error", 7, "sigma'(z_i^t) * sum_{w=1}^{|V|} U_{w,i} delta^(o,t)_w"),
    ("hidden-error", 7, "σ′(zᵢ⁽ᵗ⁾) ∑_w δ_w⁽ᵒ,ᵗ⁾ U_wi"),
    ("hidden-error", 7, "sigma'(z_i) sum_a delta_a U_ai"),
    ("hidden-error", 8, "sigma'(z^(t)) o U' delta^(o,t)"),
    ("hidden-error", 8, "σ'(z⁽ᵗ⁾) ∘ Uᵀδ⁽ᵒ,ᵗ⁾"),
    ("hidden-error", 8, r"\sigma'(z^{(t)}) \odot U^T \delta^{(o,t)}"),
    ("hidden-error", 9, "h^(t) o (1 - h^(t)) o (U⊤ δ)"),
    ("hidden-weights", 0, "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)"),
    ("hidden-weights", 0, "∑ₘ ∂J⁽ᵗ⁾/∂zₘ⁽ᵗ⁾ · ∂zₘ⁽ᵗ⁾/∂Hᵢⱼ⁽ᵗ⁻¹⁾"),
    ("hidden-weights", 2, "sum_{m,l} dJ/dz_m^(t) δ_{mi} [l=j] h_l^(t-1)"),
    ("hidden-weights", 4, r"\delta^{(h,t)}_i h_j^{(t-1)}"),
    ("hidden-weights", 5, "delta^(h,t) (h^(t-1))'"),
    ("previous-hidden", 5, "H' delta"),
    ("previous-hidden", 5, "Hᵀ δ⁽ˢ⁺¹←ᵗ⁾"),
    ("instance-sum", 2, "sum_k sum_m dJ^(t)/dh_m^(k+1) d+h_m^(k+1)/dH_ij"),
    ("instance-sum", 12, "∑ₖ₌₀ᵗ⁻¹ δᵢ⁽ᵏ⁺¹←ᵗ⁾ hⱼ⁽ᵏ⁾"),
    ("instance-sum", 12, "sum_{k=0}^{t-1} h_j^(k) delta_i^(k+1<-t)"),
    ("full-gradient", 17, "cases(s'(z^(s)) o U' delta^(o,s) if s = T;"
     " s'(z^(s)) o (U' delta^(o,s) + H' delta^(s+1)) otherwise)"),
    ("full-gradient", 39, "sum_{k=max(0,t-tau)}^{t-1} delta^(k+1<-t) h^(k)'"),
    ("softmax-loss", 4, "-sum_v y_v ([v=w] - exp(o_w^(t)) / sum_u exp(o_u^(t)))"),
    ("softmax-loss", 6, "yhat_w^(t) - [w = y_t]"),
    ("softmax-loss", 7, "ŷ_w − y_w"),
    ("jacobian-product", 2, "prod_{k=t,...,s+1} dh^(k)/dh^(k-1)"),
    ("step-jacobian", 6, "diag(h^(t) ∘ (1 − h^(t))) H"),
    ("perplexity", 1, r"-\log \hat y_{y^{(t)}}^{(t)}"),
    ("perplexity", 14, "prod_{t=1}^T (PP^(t))^(1/T)"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "n", "text"), SAME, ids=[a[2] for a in SAME])
def test_plain_typing_is_read_as_the_line(slug, n, text):
    d = DERIVATIONS[slug]
    assert form(parse(text, d, n)) == form(d.lines[n].expr)


REFUSED = [
    ("delta_i^(t<-t) +", 16, "the text ends", "a number"),
    ("delta_i^(t<-t)) h", 14, "')'", "the end"),
    ("delta_i h_k^(t-1)", 10, "'k'", "t, i and j"),
    ("simga'(z)", 0, "'simga'", "nothing is called “simga”"),
    (r"\foo h", 0, r"'\\foo'", "a symbol"),
    ("i h_j^(t)", 0, "'i'", "below or above"),
    ("h_ij^(t)", 0, "'h'", "one index below"),
    ("H_i^(t)", 0, "'H'", "two indices"),
    ("dJ/dJ", 4, "'J'", "weight or a state"),
    ("1/0", 2, "'0'", "by 0"),
    ("sum_k delta_i^(k<-t)", 4, "'k'", "from where to where"),
    ("sum_k h_j^(t)", 4, "'k'", "stands nowhere"),
    ("(h_j^(t))'", 0, "'('", "no transpose"),
    ("9^(99)", 0, "'9'", "too large"),
    ("σ′(zᵢ⁽ᵗ⁾) ∑_w δ_w⁽ᵒ,ᵗ⁾ U_wi ]", 28, "']'", "the end"),
    ("h_j^(t)" + " " * 5000, 2000, "", "at most 2,000"),
    ("(" * 100 + "1" + ")" * 100, 100, "'1))", "too deep"),
]


@pytest.mark.parametrize(("text", "at", "found", "reason"), REFUSED)
def test_an_error_says_where_what_and_what_fits(text, at, found, reason):
    with pytest.raises(Unreadable) as raised:
        parse(text, DERIVATIONS["hidden-weights"], 4)
    assert raised.value.position == at
    assert f"at character {at + 1}: " in str(raised.value)
    assert found in str(raised.value)
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("slug", "n", "text", "readings"),
    [
        ("hidden-weights", 4, "delta_i h_j", [h[t - 1, s], h[t, s]]),
        ("full-gradient", 17, "H' delta", ["o", Whole(delta, s + 1)]),
        ("hidden-weights", 4, "h_t", [Whole(h, t)]),
    ],
)
def test_a_time_left_out_is_answered_with_the_readings(slug, n, text, readings):
    with pytest.raises(Unreadable) as raised:
        parse(text, DERIVATIONS[slug], n)
    found = raised.value.readings
    assert len(found) == len(readings)
    for reading in found:
        assert latex(reading) in str(raised.value) or len(found) == 1
    if text == "delta_i h_j":
        assert {a.indices[0] for a in found} == {t, t - 1}


def test_one_reading_needs_no_time():
    d = DERIVATIONS["hidden-error"]
    assert parse("dJ/dz_i", d, 0) == Partial(J(t), z[t, parse_index("i")])


def parse_index(letter):
    (unit,) = parse(f"h_{letter}^(t)", DERIVATIONS["hidden-error"], 0).indices[1:]
    return unit


def test_the_summed_error_and_loss_are_read_as_they_are_written():
    d = DERIVATIONS["full-gradient"]
    assert parse("delta^(s+1)", d, 17) == Whole(delta, s + 1)
    assert parse("J", d, 0) == J()


def test_what_is_no_text_or_no_derivation_is_refused():
    with pytest.raises(TypeError, match="text"):
        parse(3, DERIVATIONS["hidden-error"])
    with pytest.raises(KeyError, match="softmax-loss"):
        parse("1", "no such")
    with pytest.raises(TypeError, match="derivation"):
        parse("1", None)
    for n in (10, -1):
        with pytest.raises(ValueError, match=f"n is {n}; .* the lines 0 to 9"):
            parse("1", "hidden-error", n)
    with pytest.raises(TypeError, match="n is str"):
        parse("1", "hidden-error", "1")


@pytest.mark.parametrize(
    "text", ["2^h_i^(t)", "(h_i^(t))^(h_j^(t))", "2^{h/T}", "H^{-1}"]
)
def test_a_power_is_an_index_or_a_number(text):
    with pytest.raises(Unreadable):
        parse(text, DERIVATIONS["hidden-weights"], 4)

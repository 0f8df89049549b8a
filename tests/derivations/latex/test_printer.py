"""Tests of the LaTeX printer: reading order, references, numbers put in."""

import re
from pathlib import Path

import pytest
import sympy as sp

import derivations
from derivations import DERIVATIONS, Network
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import (
    D,
    Diag,
    H,
    Hadamard,
    Immediate,
    J,
    L,
    Partial,
    T,
    Transposed,
    U,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    j,
    k,
    m,
    o,
    s,
    t,
    tau,
    v,
    w,
    x,
    y,
    yhat,
    z,
)
from derivations.latex.names import number
from derivations.latex.printer import latex
from derivations.latex.symbol_writer import APART

AT = {t: 3, s: 1, i: 1, j: 2, v: 2, w: 2, tau: 2}
REF = re.compile(r"\\htmlData\{ref=([^}]*)\}")


def every_line():
    return [line for d in DERIVATIONS.values() for line in d.lines]


def test_hidden_weights_as_it_is_read():
    lines = [line.latex() for line in DERIVATIONS["hidden-weights"].lines]
    assert lines == [
        r"\sum_{m=1}^{D_h} \frac{\partial J^{(t)}}{\partial z_m^{(t)}} \cdot"
        r" \frac{\partial z_m^{(t)}}{\partial H_{ij}^{(t-1)}}",
        r"\sum_{m=1}^{D_h} \frac{\partial J^{(t)}}{\partial z_m^{(t)}} \cdot"
        r" \frac{\partial}{\partial H_{ij}^{(t-1)}} \left( \sum_{l=1}^{D_h}"
        r" H_{ml}^{(t-1)} h_l^{(t-1)} + L_{m,x^{(t)}}^{(t-1)} \right)",
        r"\sum_{m=1}^{D_h} \frac{\partial J^{(t)}}{\partial z_m^{(t)}}"
        r" [m{=}i] \sum_{l=1}^{D_h} [l{=}j] h_l^{(t-1)}",
        r"\frac{\partial J^{(t)}}{\partial z_i^{(t)}} h_j^{(t-1)}",
        r"\delta_i^{(t \leftarrow t)} h_j^{(t-1)}",
        r"\delta^{(t \leftarrow t)} \left(h^{(t-1)}\right)^{\top}",
    ]


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (h[t, j] * delta[t, t, i], r"\delta_i^{(t \leftarrow t)} h_j^{(t)}"),
        (H[i, j] * dsigma(z[t, i]), r"\sigma'(z_i^{(t)}) H_{ij}"),
        (
            Partial(z[t, i], H[k, i, j]) * Partial(h[t, i], z[t, i]),
            r"\frac{\partial h_i^{(t)}}{\partial z_i^{(t)}} \cdot"
            r" \frac{\partial z_i^{(t)}}{\partial H_{ij}^{(k)}}",
        ),
        (
            Immediate(h[t, m], H[i, j]),
            r"\frac{\partial^{+} h_m^{(t)}}{\partial H_{ij}}",
        ),
        (H[k, 1, 2], r"H_{12}^{(k)}"),
        (H[k, 1, 12], r"H_{1,12}^{(k)}"),
        (delta_o[t, w], r"\delta_w^{(o,t)}"),
        (yhat[t, w], r"\hat{y}_w^{(t)}"),
        (-h[t, i], r"-h_i^{(t)}"),
        (-z[t, i] / h[t, i], r"-\frac{z_i^{(t)}}{h_i^{(t)}}"),
        (
            sp.exp(o[t, w]) / sp.Sum(sp.exp(o[t, w]), (w, 1, V)),
            r"\frac{\exp\left( o_w^{(t)} \right)}"
            r"{\sum_{w=1}^{|V|} \exp\left( o_w^{(t)} \right)}",
        ),
        (-2 * h[t, i], r"-2 \cdot h_i^{(t)}"),
        (z[t, i] * (h[t, i] + 1), r"z_i^{(t)} \left( 1 + h_i^{(t)} \right)"),
        (
            Diag(dsigma(Whole(z, t))),
            r"\operatorname{diag}\left(\sigma'(z^{(t)})\right)",
        ),
        (Transposed(Whole(H)) * Whole(h, t), r"H^{\top} h^{(t)}"),
        (
            Hadamard(dsigma(Whole(z, t)), Transposed(Whole(U)) * Whole(delta_o, t)),
            r"\sigma'(z^{(t)}) \circ \left( U^{\top} \delta^{(o,t)} \right)",
        ),
        (L[i, x(t)], r"L_{i,x^{(t)}}"),
        (o[t, y(t)], r"o_{y^{(t)}}^{(t)}"),
        (delta[t, t, i] - h[t, i], r"\delta_i^{(t \leftarrow t)} - h_i^{(t)}"),
    ],
)
def test_reading_order_and_names(expr, text):
    assert latex(expr) == text


def test_references_name_the_same_quantity_the_same():
    first, second, *_ = DERIVATIONS["hidden-weights"].lines
    assert REF.findall(first.latex(refs=True)) == [
        "J(t)",
        "z(t;m)",
        "z(t;m)",
        "H(t-1;i;j)",
    ]
    assert REF.findall(second.latex(refs=True))[2:] == [
        "H(t-1;i;j)",
        "H(t-1;m;l)",
        "h(t-1;l)",
        "L(t-1;m;x(t))",
    ]
    last = DERIVATIONS["hidden-weights"].lines[-1]
    assert REF.findall(last.latex(refs=True)) == ["delta(t;t)", "h(t-1)"]
    assert REF.findall(last.latex(refs=True, at=AT)) == ["delta(3;3)", "h(2)"]


def test_references_are_plain_and_never_nested(setting):
    network = Network(*setting(3, 6, 4))
    sizes = {D: 3, V: 6, T: 4}
    for line in every_line():
        plain = (line.latex(), line.latex(at={**sizes, **AT}))
        linked = (line.latex(refs=True), line.latex(refs=True, at={**sizes, **AT}))
        numbers = line.latex(refs=True, at=AT, network=network)
        for text in (*linked, numbers):
            assert text.isascii()
            refs = REF.findall(text)
            assert all(re.fullmatch(r"[A-Za-z0-9_;()+.-]+", ref) for ref in refs)
        for bare, text in zip(plain, linked, strict=True):
            assert unlinked(text) == bare


def unlinked(text):
    """A text without its references; a nested reference fails an assertion."""
    while match := REF.search(text):
        depth, end = 1, match.end() + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        inner = text[match.end() + 1 : end - 1]
        assert r"\htmlData" not in inner
        text = text[: match.start()] + inner + text[end:]
    return text


def test_numbers_put_in():
    *_, named, gathered = DERIVATIONS["hidden-weights"].lines
    assert named.latex(at=AT) == r"\delta_1^{(3 \leftarrow 3)} h_2^{(2)}"
    chain = DERIVATIONS["hidden-weights"].lines[0]
    assert chain.latex(at={**AT, D: 2}) == (
        r"\frac{\partial J^{(3)}}{\partial z_1^{(3)}} \cdot"
        r" \frac{\partial z_1^{(3)}}{\partial H_{12}^{(2)}}"
        r" + \frac{\partial J^{(3)}}{\partial z_2^{(3)}} \cdot"
        r" \frac{\partial z_2^{(3)}}{\partial H_{12}^{(2)}}"
    )
    long = chain.latex(at={**AT, D: 12})
    assert r"+ \cdots +" in long
    assert r"z_{12}^{(3)}" in long
    assert long.count(r"\cdot ") == 3
    assert gathered.latex(at=AT) == (
        r"\delta^{(3 \leftarrow 3)} \left(h^{(2)}\right)^{\top}"
    )


def test_a_fraction_before_a_sum_that_is_written_out_has_brackets():
    mean = sp.Sum(h[t, 1], (t, 1, T)) / T
    assert latex(mean) == r"\frac{1}{T} \sum_{t=1}^{T} h_1^{(t)}"
    terms = r"h_1^{(1)} + h_1^{(2)}"
    assert latex(mean, at={T: 2}) == rf"\frac{{1}}{{2}} \left( {terms} \right)"
    whole = sp.Sum(Whole(h, t), (t, 1, T)) / T
    assert latex(whole, at={T: 2}).startswith(r"\frac{1}{2} \left( h^{(1)} + ")


def test_values_beneath_the_symbols(setting):
    network = Network(*setting(3, 6, 4))
    *_, named, gathered = DERIVATIONS["hidden-weights"].lines
    first = number(evaluate(delta[3, 3, 1], network, {}))
    second = number(network.h[2, 1])
    result = number(named.value(network, AT))
    assert named.latex(at=AT, network=network) == (
        rf"\underset{{\scriptstyle {APART} {first}}}{{\delta_1^{{(3 \leftarrow 3)}}}}"
        rf" \; \underset{{\scriptstyle {APART} {second}}}{{h_2^{{(2)}}}} = {result}"
    )
    text = gathered.latex(at=AT, network=network)
    assert text.count(r"\begin{bmatrix}") == 3
    assert gathered.value(network, AT).shape == (3, 3)
    assert gathered.value(network, AT)[0, 1] == pytest.approx(
        named.value(network, AT), rel=1e-13
    )


def test_of_a_large_array_the_first_entries_and_the_last_are_written(setting):
    wide = Network(*setting(7, 9, 4))
    gathered = DERIVATIONS["hidden-weights"].lines[-1]
    values = gathered.value(wide, AT)
    rows = [[number(values[m, n]) for n in (0, 1, -1)] for m in (0, 1, -1)]
    first, second, last = (r" & ".join((a, b, r"\cdots", c)) for a, b, c in rows)
    between = r"\vdots & \vdots & \ddots & \vdots"
    whole = r" \\ ".join((first, second, between, last))
    assert gathered.latex(at=AT, network=wide).endswith(
        rf" = \begin{{bmatrix}}{whole}\end{{bmatrix}}"
    )
    error = DERIVATIONS["softmax-loss"].lines[-1].latex(at={t: 3}, network=wide)
    assert error.count(r"\vdots") == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-3.0, "-3"),
        (0.5, "0.500"),
        (-0.012345, "-0.0123"),
        (1.2e-7, r"1.20 \times 10^{-7}"),
        (-4.5e12, r"-4.50 \times 10^{12}"),
        (123.4, "123"),
        (float("inf"), r"\text{not finite}"),
    ],
)
def test_three_significant_digits(value, text):
    assert number(value) == text


def test_the_left_side(setting):
    d = DERIVATIONS["hidden-weights"]
    element = r"\frac{\partial J^{(t)}}{\partial H_{ij}^{(t-1)}}"
    assert d.goal_latex() == d.goal_latex(d.lines[0]) == element
    whole = r"\frac{\partial J^{(3)}}{\partial H^{(2)}}"
    assert d.goal_latex(d.lines[-1], at=AT) == whole
    assert "ref=H(2;1;2)" in d.goal_latex(refs=True, at=AT)


def test_long_sums_stay_short_enough_to_read(setting):
    network = Network(*setting(256, 8, 6))
    for line in every_line():
        assert len(line.latex(at={**AT, t: 6})) < 3_000
        text = line.latex(at={**AT, t: 6}, network=network)
        assert len(unlinked(text)) < 8_000


def test_latex_is_written_in_the_printer_alone():
    commands = re.compile(r"\\(frac|sum|partial|delta|sigma|hat|left|htmlData)\b")
    folder = Path(derivations.__file__).parent
    writers = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if commands.search(path.read_text().replace(r"\\htmlData", ""))
    }
    assert writers == {
        "errata/quotations.py",  # the source's own
        "latex/array_writer.py",
        "latex/names.py",
        "latex/sum_writer.py",
        "latex/symbol_writer.py",
        "reading/characters.py",  # read there, not written
        "reading/grammar.py",
        "reading/schemes.py",
    }


def test_nodes_print_plainly_too():
    assert str(Transposed(Whole(h, t))) == "Transposed(Whole(h, t))"
    assert sp.srepr(Partial(J(t), z[t, i])).startswith("Partial(")

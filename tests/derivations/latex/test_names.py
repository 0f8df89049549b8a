"""Formulas in the names of other courses and libraries."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from derivations import DERIVATIONS, Network
from derivations.errata.table import ERRATA
from derivations.language.name_schemes import CODE, NAME_SCHEMES, name_scheme
from derivations.language.symbols import (
    Column,
    H,
    L,
    Row,
    Transposed,
    U,
    Whole,
    dsigma,
    h,
    i,
    j,
    s,
    t,
    x,
    y,
    z,
)
from derivations.latex.names import NAMES, symbols
from derivations.latex.printer import latex
from derivations.mistakes.table import MISTAKES

REF = re.compile(r"\\htmlData\{ref=([^}]*)\}")
OTHERS = [names for names in NAME_SCHEMES if names != "source"]


def back(tex, names):
    """A formula in some names, its names put back to the source's."""
    for symbol, name in NAME_SCHEMES[names].latex.items():
        own = NAMES[symbol]
        if name.startswith("W"):
            label = re.escape(name[:-1])
            tex = re.sub(label + r",([^{},])\}(?!\})", rf"{own}_\1", tex)
            tex = re.sub(label + ",", rf"{own}_{{", tex).replace(name, own)
        elif name.isalpha():
            alone = rf"(?<![A-Za-z\\]){name}(?![A-Za-z'])"
            tex = re.sub(alone, lambda _, own=own: own, tex)
        else:
            tex = tex.replace(name, own)
    return tex


@pytest.mark.parametrize(
    ("expr", "texts"),
    [
        (
            H[i, j],
            (
                "H_{ij}",
                r"W_{\mathrm{hh},ij}",
                r"W_{\mathrm{aa},ij}",
                r"W_{\mathrm{hh},ij}",
            ),
        ),
        (
            L[t - 1, i, x(t)],
            (
                r"L_{i,x^{(t)}}^{(t-1)}",
                r"W_{\mathrm{xh},i,x^{(t)}}^{(t-1)}",
                r"W_{\mathrm{ax},i,x^{(t)}}^{(t-1)}",
                r"W_{\mathrm{ih},i,x^{(t)}}^{(t-1)}",
            ),
        ),
        (
            Transposed(Whole(U)),
            (
                r"U^{\top}",
                r"W_{\mathrm{hy}}^{\top}",
                r"W_{\mathrm{ya}}^{\top}",
                r"W_{\mathrm{fc}}^{\top}",
            ),
        ),
        (
            Column(L, x(s)),
            (
                r"L_{x^{(s)}}",
                r"W_{\mathrm{xh},x^{(s)}}",
                r"W_{\mathrm{ax},x^{(s)}}",
                r"W_{\mathrm{ih},x^{(s)}}",
            ),
        ),
        (
            Row(U, y(t)),
            (
                r"U_{y^{(t)},:}",
                r"W_{\mathrm{hy},y^{(t)},:}",
                r"W_{\mathrm{ya},y^{(t)},:}",
                r"W_{\mathrm{fc},y^{(t)},:}",
            ),
        ),
        (h[t, i], (r"h_i^{(t)}", r"h_i^{(t)}", r"a_i^{(t)}", r"h_i^{(t)}")),
        (
            dsigma(z[t, i]),
            (
                r"\sigma'(z_i^{(t)})",
                r"\sigma'(z_i^{(t)})",
                r"g'(z_i^{(t)})",
                r"\sigma'(z_i^{(t)})",
            ),
        ),
    ],
)
def test_symbols_in_every_scheme(expr, texts):
    assert tuple(latex(expr, names=names) for names in NAME_SCHEMES) == texts


@pytest.mark.parametrize("names", OTHERS)
def test_only_names_change_and_no_reference(names):
    changed = 0
    for d in DERIVATIONS.values():
        before = None
        for line in d.lines:
            own, other = line.latex(), line.latex(names=names)
            assert back(other, names) == own
            changed += own != other
            linked = line.latex(refs=True, before=before, names=names)
            assert REF.findall(linked) == REF.findall(line.latex(True, before=before))
            goals = [d.goal_latex(line, names=a) for a in ("source", names)]
            assert back(goals[1], names) == goals[0]
            before = line
    assert changed > 60


@pytest.mark.parametrize("names", OTHERS)
def test_slips_and_mistakes_have_the_names_too(names):
    for e in [e for e in ERRATA.values() if e.printed is not None]:
        assert back(e.latex(True, names), names) == e.latex(True)
    for e in MISTAKES.values():
        assert back(e.latex(False, names=names), names) == e.latex(False)


@pytest.mark.parametrize("names", OTHERS)
def test_numbers_stand_beneath_the_same_symbols(names):
    rng = np.random.default_rng(0)
    params = SimpleNamespace(
        H=rng.normal(size=(2, 2)),
        L=rng.normal(size=(2, 3)),
        U=rng.normal(size=(3, 2)),
        h0=rng.uniform(size=2),
    )
    network = Network(params, [0, 1, 2], [1, 2, 0])
    line = DERIVATIONS["earlier-error"].lines[-2]
    at = {t: 3, s: 1}
    shown = [line.latex(at=at, network=network, names=a) for a in ("source", names)]
    assert shown[0] != shown[1]
    assert back(shown[1], names) == shown[0]


def test_the_source_is_the_default():
    line = DERIVATIONS["step-jacobian"].lines[-1]
    assert line.latex() == line.latex(names="source")
    assert symbols("source") is NAMES


@pytest.mark.parametrize("names", NAME_SCHEMES)
def test_schemes_name_each_thing_once(names):
    scheme = NAME_SCHEMES[names]
    assert set(scheme.latex) <= set(NAMES)
    assert set(scheme.code) <= set(CODE)
    plain = [scheme.plain(name) for name in CODE]
    gradients = [scheme.derivative(name) for name in ("H", "L", "U", "h0")]
    assert len({*plain, *gradients}) == len(CODE) + 4
    assert all(name.isidentifier() for name in (*plain, *gradients))
    weights = {symbols(names)[matrix] for matrix in (H, L, U)}
    assert len(weights) == 3


@pytest.mark.parametrize("names", ["keras", "", None, ["wxh"]])
def test_unknown_names_are_refused_in_words(names):
    with pytest.raises(ValueError, match="it must be one of source, wxh, coursera"):
        name_scheme(names)
    with pytest.raises(ValueError, match="names is"):
        DERIVATIONS["hidden-error"].lines[0].latex(names=names)

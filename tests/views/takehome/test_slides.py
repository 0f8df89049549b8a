"""Tests of the slides: compiled by a real TeX, one line each, within their edges."""

import re

import pytest

from derivations import DERIVATIONS
from tests.lines import number
from tests.views.takehome.tex import HOSTILE, compiled, left_and_right
from tests.walks import sample
from views.address.settings import DERIVATION_SLUGS, Config, Selection
from views.model.model import model
from views.proofs.checks import proof, status
from views.proofs.version import Version
from views.takehome.slides import slides
from views.takehome.text import latex_text

PICK = Selection("H", 1, 2, 3, 0)
LINK = "https://example.org/?text=a_b%20c&D_h=3#" + "x%20_" * 200


def test_each_line_has_a_slide_that_holds_it(tmp_path):
    slugs = ["output-weights", *sample(DERIVATION_SLUGS, 2, 1)]
    tex = slides(model(Config()), PICK, "sum", slugs, LINK)
    paper = compiled(tex, tmp_path)
    assert paper.complaints == []
    counts = [len(DERIVATIONS[slug].lines) for slug in slugs]
    assert paper.pages == 1 + sum(counts)
    places = [
        (int(a), int(b)) for a, b in re.findall(r"Line (\d+) of (\d+)\.", paper.text)
    ]
    assert places == [(n, count) for count in counts for n in range(1, count + 1)]
    assert "(1) Output weights U" in paper.text


@pytest.mark.parametrize(
    ("config", "pick", "reduction", "window"),
    [
        *sample(
            [
                (Config(scale=8.0, activation="tanh"), PICK, "mean", 2),
                (Config(100, 2000, 35), Selection("L", 100, 2000, 35, 34), "sum", 0),
                (Config(1, 2, 1), Selection("U", 2, 1, 1, 0), "mean", 0),
            ],
            1,
        ),
        (Config(text=HOSTILE, T=12, V=40), PICK, "sum", 0),
    ],
)
def test_other_views_fit_too(config, pick, reduction, window, tmp_path):
    slugs = ("output-weights", "earlier-input")
    tex = slides(model(config), pick, reduction, slugs, LINK, window)
    paper = compiled(tex, tmp_path)
    assert paper.complaints == []
    versions = [Version(slug, config.activation, reduction) for slug in slugs]
    assert paper.pages == 1 + sum(len(v.derivation.lines) for v in versions)
    if config.text == HOSTILE:
        assert r"$\input{x}$ #%&_{}~^\ <b> *md* \end{document}" in paper.text


def test_a_slide_has_rule_note_check_and_the_title_slide_the_settings():
    net = model(Config(seed=7))
    frames = slides(net, PICK, "sum", ["step-jacobian"], LINK).split(r"\begin{frame}")
    assert latex_text("seed 7, scale 1") in frames[1]
    assert r"\href{https://example.org/?text=a\_b\%20c\&D\_h=3\#" in frames[1]
    version = Version("step-jacobian")
    checks = proof(net.config, version)
    pairs = zip(version.derivation.lines, checks, strict=True)
    for frame, (line, check) in zip(frames[2:], pairs, strict=True):
        assert latex_text(line.rule[0].upper() + line.rule[1:]) in frame
        assert latex_text(line.note) in frame
        assert latex_text(status(check, 4)) in frame


def test_indices_of_one_s_own_are_taken():
    tex = slides(model(Config()), PICK, "sum", ["earlier-error"], indices={"t": 4})
    assert "t = 4" in tex
    assert "t = 4" not in slides(model(Config()), PICK, "sum", ["earlier-error"])


def test_titles_begin_where_text_does_and_long_formulas_fill_the_width(tmp_path):
    net, pick = model(Config(T=40, D_h=24)), Selection("H", 1, 2, 30, 12)
    compiled(slides(net, pick), tmp_path)
    edges = left_and_right(tmp_path, 1 + number("instance-sum", "name an error"))
    words = [word for word, _, _ in edges]
    assert words[:1] == ["One"]
    assert edges[0][1] == pytest.approx(edges[words.index("Line")][1], abs=0.004)
    formula = edges[words.index("2.") :][: words.index("Name") - words.index("2.")]
    assert max(right for _, _, right in formula) > 0.75

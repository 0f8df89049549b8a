"""Tests of the handout: compiled by a real TeX, with the engine's numbers."""

import re
import shutil

import pytest

from derivations import DERIVATIONS
from derivations.evaluation.evaluate import evaluate
from tests.lines import number
from tests.views.takehome.tex import HOSTILE, compiled, needs
from views.address.settings import ACTIVATIONS, DERIVATION_SLUGS, Config, Selection
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.version import Version
from views.takehome.document import document
from views.takehome.formula import split_at_signs
from views.takehome.handout import HEAD, handout, line_tex
from views.takehome.instance_sums import TERMS, loss_sum
from views.takehome.panel import chosen_derivation, chosen_indices
from views.takehome.proofs import picked_indices, proof_at
from views.takehome.text import latex_link, latex_text
from views.text import latex

PICK = Selection("H", 1, 2, 3, 0)
LINK = "https://example.org/?text=%E4%BD%A0_a&D_h=3#" + "x%20_" * 200
EACH_KIND = ("instance-sum", "softmax-loss", "step-jacobian")
VIEWS = {
    "default": (Config(), PICK, "sum", 0, DERIVATION_SLUGS),
    "saturated, mean": (Config(scale=8.0), PICK, "mean", 2, EACH_KIND),
    "tanh": (
        Config(8, 20, 12, activation="tanh"),
        Selection("L", 2, 1, 12, 3),
        "sum",
        0,
        EACH_KIND,
    ),
    "large": (
        Config(100, 2000, 35),
        Selection("U", 3, 2, 30, 3),
        "mean",
        0,
        (*EACH_KIND, "earlier-weights"),
    ),
    "long, relu": (
        Config(T=100, V=20, activation="relu"),
        Selection("H", 2, 2, 100, 3),
        "sum",
        0,
        (),
    ),
    "the last loss": (
        Config(T=7, activation="tanh"),
        Selection("H", 1, 2, 7, 3),
        "last",
        2,
        ("full-gradient",),
    ),
    "one step": (
        Config(1, 2, 1, activation="identity"),
        Selection("H", 1, 1, 1, 0),
        "mean",
        0,
        DERIVATION_SLUGS,
    ),
}
ENGINES = ["pdflatex", *filter(shutil.which, ["xelatex"])]
"""pdflatex is enough, and required; another is a bonus of the machine."""
HOSTILE_VIEW = Config(text=HOSTILE, T=12, V=40), Selection("H", 1, 2, 9, 5)


@pytest.mark.parametrize("view", VIEWS)
def test_tex_sets_it_without_a_complaint(view, tmp_path):
    config, pick, reduction, window, slugs = VIEWS[view]
    tex = handout(model(config), pick, reduction, slugs, LINK, window)
    paper = compiled(tex, tmp_path)
    assert paper.complaints == []
    assert paper.pages >= 3
    assert paper.text.count("Holds at") + paper.text.count("Nothing to check") >= len(
        slugs
    )
    assert "✗" not in paper.text


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_words_are_set_by_every_tex_engine_that_is_here(engine, tmp_path):
    config, pick = HOSTILE_VIEW
    paper = compiled(handout(model(config), pick, link=LINK), tmp_path, engine)
    assert paper.complaints == []
    assert r"\end{document}" in paper.text


def test_pages_are_filled(tmp_path):
    for steps, matrix in ((6, "H"), (12, "L")):
        tex = handout(model(Config(T=steps)), Selection(matrix, 1, 2, 3, 0))
        assert "The network" in compiled(tex, tmp_path).text.split("\f")[0]
    long = model(Config(T=40, D_h=24)), Selection("H", 1, 2, 30, 12)
    first, second, third, *_ = compiled(handout(*long), tmp_path).text.split("\f")
    assert re.search(r"^ *20 .* 40 ", first, re.MULTILINE)
    assert "The network" in second
    assert "The gradient of" in second
    assert "1. Sum over instances" in third


@pytest.mark.parametrize(
    ("note", "whole"),
    [
        ("moves the loss.", r"Sum over.*moves the loss\..*Holds at"),
        ("own input only.", r"Chain rule.*own input only\..*∂J"),
    ],
)
def test_a_short_line_is_on_one_page_and_a_long_one_begins_whole(note, whole, tmp_path):
    place = number("instance-sum", note=note)
    whole = rf"{place}\. {whole}"
    derivation = proof_at(
        model(Config(T=6)), Version("instance-sum"), picked_indices(PICK)
    )
    line = line_tex(derivation.parts[0].lines[place - 1])
    heights = range(520, 700, 12)
    body = "\n".join(rf"\newpage\vspace*{{{n}pt}} begin\par {line}" for n in heights)
    paper = compiled(document(HEAD, body), tmp_path)
    assert paper.pages > len(heights)
    pages = [re.search(whole, page, re.DOTALL) for page in paper.text.split("\f")]
    assert sum(map(bool, pages)) == len(heights)


def test_words_come_out_as_words(tmp_path):
    config, pick = HOSTILE_VIEW
    tex = handout(model(config), pick, link=LINK)
    paper = compiled(tex, tmp_path)
    assert paper.complaints == []
    flat = re.sub(r"\s+", " ", paper.text)
    assert r"$\input{x}$ #%&_{}~^\ <b> *md* \end{document}" in flat
    assert r"\write18{ls} \ungültig žluťoučký" in flat
    assert "[U+4F60][U+597D][U+4E16][U+754C]" in flat
    assert "gnirts bell" in flat
    assert "XeLaTeX" in flat
    assert "a" * 120 in flat.replace(" ", "")
    assert LINK[:60] in paper.text
    assert "XeLaTeX" not in handout(model(Config()), PICK)


def test_any_character_can_be_set(tmp_path):
    blocks = (0, 0x100), (0x100, 0x700), (0x1E00, 0x2C00), (0xFE00, 0x10000)
    text = [chr(code) for low, high in blocks for code in range(low, high)]
    lines = [latex_text(" ".join(text[n : n + 50])) for n in range(0, len(text), 50)]
    lines += [
        latex_text("مرحبا بالعالم شكرا " * 30),
        latex_text("שלום" * 60),
        latex_text("你好" * 99),
    ]
    paper = compiled(document(HEAD, "\n\n".join(lines)), tmp_path)
    assert paper.complaints == []


@pytest.mark.parametrize("word", [*"\\{}$#%&_^~<>|\"'`-,?!", "<<", "--", "?`", "``"])
def test_no_character_is_a_command(word, tmp_path):
    tex = latex_text(word)
    bare = re.sub(r"\\[a-z]+\d*(?:pt)?\{\}|\\kern0pt\{\}|\\[{}$#%&_]", "", tex)
    assert not set(bare) & set("\\{}$#%&_^~<>|\"'`")


def test_links_hold_no_command_either():
    target, shown = latex_link("https://a.org/~x?q=}{\\input{y}$^&é#1")
    assert latex_link("https://a.org/b", 12)[1].endswith(
        r"//a.or\allowbreak{}\textellipsis{}"
    )
    for tex in (target, shown):
        left = re.sub(r"\\allowbreak\{\}|\\kern0pt\{\}|\\[%#&_]", "", tex)
        assert not set(left) & set("\\{}$#%&_^~ ")


def test_the_sum_has_all_terms_or_both_ends_and_the_picked_one():
    net, pick = model(Config(T=30, V=20)), Selection("H", 1, 2, 30, 14)
    row = net.back.instances("H", 0, 1)[29]
    cut = split_at_signs(loss_sum(net, pick))
    terms = [piece.removeprefix("{}").strip(" =+") for piece in cut[2:-1]]
    shown = [*range(TERMS // 2), None, 14, None, *range(30 - TERMS // 2, 30)]
    assert len(terms) == len(shown)
    for text, n in zip(terms, shown, strict=True):
        if n is not None:
            same = latex.bare(latex.number(float(row[n])))
            assert text.replace("- ", "-").replace(" ", "") == same.replace(" ", "")
    assert latex.bare(latex.number(float(row.sum()))) in cut[-1]


@pytest.mark.parametrize(
    ("activation", "reduction"),
    [*zip(ACTIVATIONS, ["sum", "mean", "mean", "sum"], strict=True), ("tanh", "last")],
)
def test_each_line_ends_in_the_number_of_its_goal(activation, reduction):
    net = model(Config(activation=activation))
    network = definition(net.config)
    for slug in DERIVATION_SLUGS:
        version = Version(slug, activation, reduction)
        if activation != "sigmoid" and version.derivation is DERIVATIONS[slug]:
            continue
        shown = proof_at(net, version, picked_indices(PICK))
        for part, own in zip(version.derivation.parts, shown.parts, strict=True):
            index_values = dict(re.findall(r"(\S+) = (\d+)", own.at))
            numbers = {
                limit[0]: int(index_values[str(limit[0]).replace("tau", "τ")])
                for limit in part.indices
            }
            value = float(evaluate(part.goal, network, {**network.sizes, **numbers}))
            for line, shown_line in zip(part.lines, own.lines, strict=True):
                if not line.gathered:
                    assert_number(split_at_signs(shown_line.tex)[-1], value)
                    assert (
                        split_at_signs(shown_line.brief)[-1]
                        == split_at_signs(shown_line.tex)[-1]
                    )
                assert r"\under" not in shown_line.brief
                assert shown_line.check.startswith("✓ Holds at")


def assert_number(piece, value):
    """Assert that the piece ends in the value, in three digits."""
    text = piece.rsplit("=", 1)[-1].strip()
    digits, _, power = text.partition(r" \times 10^{")
    number = float(digits) * 10 ** int(power.rstrip("}") or 0)
    assert number == pytest.approx(value, rel=6e-3, abs=1e-300), piece


def test_a_page_offers_the_derivation_it_speaks_of():
    view = {"derivation": "earlier-error", "t": 3, "to": 9, "s": 2, "i": 1, "j": 2}
    view["window"] = 0
    assert chosen_derivation({**view, "page": "jacobians"}) == "jacobian-product"
    assert chosen_derivation({**view, "page": "derive"}) == "earlier-error"
    assert chosen_indices({**view, "page": "jacobians"})["t"] == 9
    assert chosen_indices({**view, "page": "derive"})["t"] == 3


def test_pieces_are_cut_outside_brackets_only():
    tex = r"a = \left( b + c \right) + \frac{d - e}{f} - \sum_{k=0}^{2} g = -1.5"
    assert split_at_signs(tex) == [
        "a",
        r"{} = \left( b + c \right)",
        r"{} + \frac{d - e}{f}",
        r"{} - \sum_{k=0}^{2} g",
        "{} = -1.5",
    ]


def test_a_machine_without_tex_is_said(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(pytest.skip.Exception, match="no pdflatex on this machine"):
        needs("pdflatex")

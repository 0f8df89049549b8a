"""The handout: set by a real TeX, with the engine's numbers, and words as words."""

import re
import shutil

import numpy as np
import pytest

from derivations import DERIVATIONS
from derivations.meaning import evaluate
from tests.views.tex import HOSTILE, compiled, needs
from views import symbols
from views.derivation_version import Version
from views.model import model
from views.network import network
from views.proof import definition
from views.settings import ACTIVATIONS, DERIVATION_SLUGS, Config, Selection
from views.takehome.document import document
from views.takehome.formula import pieces
from views.takehome.handout import HEAD, handout
from views.takehome.network_picture import STEPS, excerpt, network_picture
from views.takehome.proofs import asked, proof_of
from views.takehome.sums import TERMS, loss_sum
from views.takehome.text import address, words
from views.takehome.triangle_picture import triangle_picture
from views.triangle import triangle

PICK = Selection("H", 1, 2, 3, 0)
LINK = "https://example.org/?text=%E4%BD%A0_a&D_h=3#" + "x%20_" * 200
REMARK = re.compile(r"%(-?[\d.]+(?:e[+-]\d+)?)\n")
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
    "one step": (
        Config(1, 2, 1, activation="identity"),
        Selection("H", 1, 1, 1, 0),
        "mean",
        0,
        DERIVATION_SLUGS,
    ),
}
HOSTILE_VIEW = Config(text=HOSTILE, T=12, V=40), Selection("H", 1, 2, 9, 5)


def written(tex):
    """All numbers that carry their digits as a remark."""
    return [float(number) for number in REMARK.findall(tex)]


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


@pytest.mark.parametrize("engine", ["xelatex"])
def test_other_tex_engines_set_it_too(engine, tmp_path):
    if shutil.which(engine) is None:
        pytest.skip(f"there is no {engine} on this machine, and pdflatex is enough")
    config, pick = HOSTILE_VIEW
    paper = compiled(handout(model(config), pick, link=LINK), tmp_path, engine)
    assert paper.complaints == []
    assert r"\end{document}" in paper.text


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
    lines = [words(" ".join(text[n : n + 50])) for n in range(0, len(text), 50)]
    lines += [words("مرحبا بالعالم شكرا " * 30), words("שלום" * 60), words("你好" * 99)]
    paper = compiled(document(HEAD, "\n\n".join(lines)), tmp_path)
    assert paper.complaints == []


@pytest.mark.parametrize("word", [*"\\{}$#%&_^~<>|\"'`-,?!", "<<", "--", "?`", "``"])
def test_no_character_is_a_command(word, tmp_path):
    tex = words(word)
    bare = re.sub(r"\\[a-z]+\d*(?:pt)?\{\}|\\kern0pt\{\}|\\[{}$#%&_]", "", tex)
    assert not set(bare) & set("\\{}$#%&_^~<>|\"'`")


def test_links_hold_no_command_either():
    target, shown = address("https://a.org/~x?q=}{\\input{y}$^&é#1")
    assert address("https://a.org/b", 12)[1].endswith(
        r"//a.or\allowbreak{}\textellipsis{}"
    )
    for tex in (target, shown):
        left = re.sub(r"\\allowbreak\{\}|\\kern0pt\{\}|\\[%#&_]", "", tex)
        assert not set(left) & set("\\{}$#%&_^~ ")


@pytest.mark.parametrize("window", [0, 2])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_the_triangle_has_every_digit_of_the_engines_terms(window, reduction):
    net = model(Config())
    terms = net.back.instances("H", 0, 1)
    drawn = written(triangle_picture(triangle(net, PICK, reduction, window)))
    lower = np.tril_indices(4)
    np.testing.assert_array_equal(drawn[: len(lower[0])], terms[lower])
    kept = net.back.gradients(window=window or None, reduction=reduction)
    assert drawn[-1] == pytest.approx(kept.H[0, 1], rel=1e-12)
    assert len(drawn) == len(lower[0]) + 4 + 4 + 1


@pytest.mark.parametrize("steps", [10, 61])
def test_many_terms_become_marks(steps):
    net = model(Config(T=steps, V=20))
    data = triangle(net, Selection("H", 1, 2, steps, 1))
    tikz = triangle_picture(data)
    below = sum(v < 0 for r, row in enumerate(data["cells"]) for v in row[: r + 1])
    assert tikz.count("circle") - below in range(len(data["cells"]) * 2 + 1)
    assert len(written(tikz)) == (steps + 1 if steps == 10 else 1)


@pytest.mark.parametrize(
    "pick", [PICK, Selection("L", 1, 1, 4, 2), Selection("U", 2, 3, 4, 3)]
)
def test_the_network_has_the_engines_numbers(pick):
    net = model(Config())
    data = network(net, pick, "")
    tikz, left_out = network_picture(data)
    assert left_out == ""
    numbers = set(written(tikz))
    assert set(net.trace.h.ravel()) <= numbers
    assert set(net.trace.loss) <= numbers
    assert set(net.trace.yhat.ravel()) <= numbers
    row = net.back.instances(pick.matrix, pick.i - 1, pick.j - 1)[pick.t - 1]
    assert {v for v in row[: pick.t] if v} <= numbers
    assert tikz.count("-- cycle") == 4
    assert tikz.count(r"\draw[plus") + tikz.count(r"\draw[minus") + tikz.count(
        r"\draw[zero!28"
    ) == len(data["edges"])


@pytest.mark.parametrize(
    ("steps", "t", "k", "shown"),
    [
        (4, 2, 0, (1, 4)),
        (STEPS + 1, 2, 0, (1, STEPS)),
        (STEPS + 1, STEPS - 1, 1, (1, STEPS)),
        (STEPS + 1, STEPS, 0, (1, STEPS)),
        (20, 12, 11, (9, 13)),
        (20, 12, 8, (9, 13)),
        (20, 12, 7, (8, 12)),
        (20, 20, 3, (16, 20)),
    ],
)
def test_the_excerpt_ends_with_the_loss_and_has_the_instance_if_it_fits(
    steps, t, k, shown
):
    assert excerpt(steps, t, k) == shown


def test_what_does_not_fit_is_said():
    net = model(Config(D_h=40, V=20, T=20))
    tex, left_out = network_picture(network(net, Selection("H", 1, 2, 20, 3), ""))
    assert "Steps 16 to 20 of 20 are drawn. The picked instance 3 comes" in left_out
    assert "Of 40 units" in left_out
    assert left_out in handout(net, Selection("H", 1, 2, 20, 3))
    assert "tikzpicture" in tex


def test_the_sum_has_all_terms_or_both_ends_and_the_picked_one():
    net, pick = model(Config(T=30, V=20)), Selection("H", 1, 2, 30, 14)
    row = net.back.instances("H", 0, 1)[29]
    cut = pieces(loss_sum(net, pick))
    terms = [piece.removeprefix("{}").strip(" =+") for piece in cut[2:-1]]
    shown = [*range(TERMS // 2), None, 14, None, *range(30 - TERMS // 2, 30)]
    assert len(terms) == len(shown)
    for text, n in zip(terms, shown, strict=True):
        if n is not None:
            same = symbols.unlinked(symbols.number(float(row[n])))
            assert text.replace("- ", "-").replace(" ", "") == same.replace(" ", "")
    assert symbols.unlinked(symbols.number(float(row.sum()))) in cut[-1]


@pytest.mark.parametrize(
    ("activation", "reduction"),
    list(zip(ACTIVATIONS, ["sum", "mean", "mean", "sum"], strict=True)),
)
def test_each_line_ends_in_the_number_of_its_goal(activation, reduction):
    net = model(Config(activation=activation))
    network = definition(net.config)
    for slug in DERIVATION_SLUGS:
        version = Version(slug, activation, reduction)
        if activation != "sigmoid" and version.derivation is DERIVATIONS[slug]:
            continue
        shown = proof_of(net, version, asked(PICK))
        for part, own in zip(version.derivation.parts, shown.parts, strict=True):
            at = dict(re.findall(r"(\S+) = (\d+)", own.at))
            numbers = {
                limit[0]: int(at[str(limit[0]).replace("tau", "τ")])
                for limit in part.indices
            }
            value = float(evaluate(part.goal, network, {**network.sizes, **numbers}))
            for line, one in zip(part.lines, own.lines, strict=True):
                if not line.gathered:
                    assert_number(pieces(one.tex)[-1], value)
                    assert pieces(one.brief)[-1] == pieces(one.tex)[-1]
                assert r"\under" not in one.brief
                assert one.check.startswith("✓ Holds at")


def assert_number(piece, value):
    """The piece ends in the value, at its three digits."""
    text = piece.rsplit("=", 1)[-1].strip()
    digits, _, power = text.partition(r" \times 10^{")
    found = float(digits) * 10 ** int(power.rstrip("}") or 0)
    assert found == pytest.approx(value, rel=6e-3, abs=1e-300), piece


def test_pieces_are_cut_outside_brackets_only():
    tex = r"a = \left( b + c \right) + \frac{d - e}{f} - \sum_{k=0}^{2} g = -1.5"
    assert pieces(tex) == [
        "a",
        r"{} = \left( b + c \right)",
        r"{} + \frac{d - e}{f}",
        r"{} - \sum_{k=0}^{2} g",
        "{} = -1.5",
    ]


def test_a_machine_without_tex_is_said_or_fails(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("UNROLLED_REQUIRE_TEX", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no pdflatex on this machine"):
        needs("pdflatex")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="`make tex` installs it"):
        needs("pdflatex")

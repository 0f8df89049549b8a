"""Tests of the file that holds one view: opened from a disk, against the engine."""

import re
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from urllib.parse import parse_qs

import numpy as np
import pytest
from playwright.sync_api import expect

from rnn_core import Vocabulary, contribution_factors
from tests.browser.axe_run import RUN
from tests.browser.one_file_picks import COMPLAINTS, PICKS
from tests.views.own_networks import WORDS, arrays, npz, text_file
from views.address.settings import Config, Selection
from views.model.brought_network import bring
from views.model.indexing import place
from views.model.model import Model, model
from views.takehome.onefile.page import one_file
from views.text.naming import written_in
from views.text.numerals import short
from views.unroll.factor_chain import factors

PICK = Selection("H", 1, 2, 3, 0)
MARKUP = ("</script><b>x</b>", "<!--<script>", "&lt;'\"", "<img src=x onerror=f()>")
LONG = "donaudampfschifffahrtsgesellschaftskapitän antidisestablishmentarianism a b c "
VALUE = re.compile(r"value=([^,}]*)")


def with_markup(config: Config) -> Model:
    """A network whose words are markup."""
    net = model(config)
    words = (*MARKUP, *net.passage.vocabulary.words[len(MARKUP) :])
    vocabulary = Vocabulary(words)
    return replace(net, passage=replace(net.passage, vocabulary=vocabulary))


@pytest.fixture(scope="module")
def own():
    """A network that a visitor brought, with biases."""
    held = bring(npz(arrays(), words=np.array(WORDS), **text_file()), "mine.npz")
    return held, Config(D_h=5, V=7, T=5, text="", network=held.digest)


VIEWS = {
    "edited": (Config(edits="H1.2_0.1*x2_sea*step_0.3*h2_-0*U6.1_2e-5"), PICK, {}),
    "long-words": (Config(text=LONG * 2, V=8, T=5), PICK, {"names": "wxh"}),
    "markup": (Config(text="</script><b>my</b> <!-- " * 4, T=5), PICK, {}),
    "one-step": (Config(T=1), Selection("L", 1, 1, 1, 0), {}),
    "one-unit": (Config(D_h=1, V=4, T=7), Selection("U", 2, 1, 3, 2), {}),
    "own": (None, Selection("H", 2, 6, 4, 1), {}),
    "coursera": (Config(T=6, V=9), PICK, {"names": "coursera", "reduction": "mean"}),
    "torch": (Config(D_h=4, activation="tanh"), PICK, {"names": "torch"}),
    "truncated": (Config(T=8, seed=5), Selection("H", 2, 2, 7, 4), {"window": 2}),
    "folded": (Config(D_h=14, V=12, T=7), Selection("H", 3, 4, 6, 5), {}),
    "last": (
        Config(T=6, activation="relu", seed=3),
        Selection("L", 2, 1, 2, 0),
        {"reduction": "last", "window": 3},
    ),
}


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    """Open a file's text from a disk; nothing is forbidden, fails or is asked for."""
    folder = tmp_path_factory.mktemp("files")

    @contextmanager
    def open_file(text, name="view.html", **kind):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        with browser.new_context(**kind) as context:
            page = context.new_page()
            asked, said = [], []
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: said.append(message.text))
            page.add_init_script(COMPLAINTS)
            page.goto(path.as_uri())
            expect(page.locator("#chain math").first).to_be_visible()
            yield page
            assert page.evaluate("complaints") == []
            assert asked == [path.as_uri()]
            assert said == []

    return open_file


def numbers(texts):
    return [float(text) for text in texts]


def check(net: Model, shown: dict, reduction: str, window: int, names: str) -> None:
    """What is shown after a pick is what the engine computes, to the last digit."""
    query = parse_qs(shown["query"][1:])
    i, j, t, k = (int(query[name][0]) for name in "ijtk")
    matrix = query["matrix"][0]
    assert shown["fields"] == [str(n) for n in (i, j, t, k)]
    assert shown["chosen"] == [[str(t), str(k)]]
    pick = Selection(matrix, i, j, t, k)
    at, back, steps = place(pick), net.back, net.trace.steps
    window = 0 if matrix == "U" else window
    terms = back.instances(at.matrix, at.i, at.j)
    kept = back.instances(at.matrix, at.i, at.j, window or None)
    rows = kept.sum(axis=1)
    counts = {"sum": 1.0, "mean": 1 / steps, "last": np.arange(steps) == steps - 1}
    counted = kept * np.broadcast_to(counts[reduction], steps)[:, None]
    for r, c, value, text in shown["cells"]:
        if r < steps and c < steps:
            assert float(value) == terms[r, c]
        elif r < steps:
            assert float(value) == rows[r]
        else:
            sum_ = counted[:, c].sum() if c < steps else counted.sum()
            assert float(value) == pytest.approx(sum_, rel=1e-14, abs=1e-300)
        assert text in (None, short(float(value)))
    for step, row, column, value, chosen in shown["edges"]:
        a, b = (row - 1, column - 1)
        assert float(value) == back.instances(matrix, a, b)[t - 1, step]
        assert chosen == ((step, row, column) == (k, i, j))
    assert {float(p) for p in shown["guesses"]} <= {*net.trace.yhat.ravel().tolist()}
    assert numbers(shown["bars"]) == [*terms[t - 1, :t], kept[t - 1].sum()]
    written = [*terms[t - 1, :t].tolist(), *([terms[t - 1, :t].sum()] if t > 1 else [])]
    headline = numbers(shown["headline"])
    assert headline == written if t < 5 else {*headline} <= {*written}
    with written_in(names):
        lines = factors(net, pick)["lines"]
    tex = "".join(part for line in lines for part in line["tex"])
    assert shown["chain"] == VALUE.findall(tex)
    links = contribution_factors(back, at.matrix, at.i, at.j, t, k)
    product, term = links[-1].product[0, 0], terms[t - 1, k]
    assert float(shown["chain"][-1]) == product == pytest.approx(term, rel=1e-12)
    said = shown["said"].split(": ")[1].replace("−", "-")
    assert float(said) == term


@pytest.mark.parametrize("name", VIEWS)
def test_fifty_picks_show_the_engine_s_numbers(opened, own, name):
    config, pick, how = VIEWS[name]
    net = with_markup(config) if name == "markup" else model(config or own[1])
    reduction, window = how.get("reduction", "sum"), how.get("window", 0)
    names = how.get("names", "source")
    text = one_file(net, pick, reduction, window, names)
    with opened(text, viewport={"width": 1280, "height": 200}) as page:
        if name == "markup":
            assert page.locator("img, main b:not(.about b, .story b)").count() == 0
            words = page.locator("#network .word").all_text_contents()
            assert words[0].startswith("<!--")
        before = page.locator("#picked").text_content()
        for shown in page.evaluate(PICKS, [50, 7]):
            check(net, shown, reduction, window, names)
        assert page.locator("#picked").text_content() != before or name == "one-step"


def test_nothing_else_runs_and_nothing_is_fetched(browser, tmp_path):
    """An element that somebody puts into the file or the page, a style, an address."""
    text = one_file(model(Config()), PICK, "sum", 0)
    path = tmp_path / "changed.html"
    added = (
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
        "<style>h1 { display: none }</style><p style='color: red'>x</p>"
        "<base href='https://example.org/'>"
    )
    path.write_text(text.replace("<main>", f"{added}<main>"), encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(COMPLAINTS)
        page.goto(path.as_uri())
        expect(page.locator("#chain math").first).to_be_visible()
        expect(page.locator("h1")).to_be_visible()
        page.evaluate(
            """() => { const node = document.createElement('script');
            node.append('window.ran = 3');
            document.body.append(node); }"""
        )
        failed = page.evaluate("fetch('https://example.org').then(() => 0, () => 1)")
        assert failed == 1
        assert page.evaluate("window.ran") is None
        told = " ".join(page.evaluate("complaints"))
        for directive in ("script-src", "style-src", "img-src", "base-uri", "connect"):
            assert directive in told, told


LOOKS = {"light": (PICK, Config()), "dark": (Selection("L", 1, 2, 5, 1), Config(T=12))}


@pytest.mark.parametrize("scheme", LOOKS)
def test_no_violation_of_accessibility(opened, scheme):
    pick, config = LOOKS[scheme]
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    text = one_file(model(config), pick, "last", 2, "coursera", "a=b", "https://x.org/")
    size = {"width": 1280, "height": 900}
    with opened(text, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        page.evaluate(axe)
        page.locator("summary").click()
        assert page.evaluate(RUN) == []
        page.locator(".loss").nth(2).click()
        page.mouse.move(0, 0)
        expect(page.locator("#network .dim")).to_have_count(0)
        assert page.evaluate(RUN) == []


def test_keys_alone_do_it(opened):
    """Tab comes to everything, arrows pick, and the chain follows."""
    net = model(Config())
    with opened(one_file(net, PICK, "sum", 0)) as page:
        reached = []
        for _ in range(30):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    """() => { let node = document.activeElement;
                    for (let next = node; next; next = next.shadowRoot?.activeElement)
                      node = next;
                    return node.name || node.getAttribute('class') || node.localName;
                    }"""
                )
            )
        for name in ("matrix", "i", "j", "t", "k", "hit", "loss", "summary"):
            assert any(name in one.split() for one in reached), (name, reached)
        assert any("cell" in one.split() for one in reached)
        page.locator(".cell.chosen").focus()
        page.keyboard.press("ArrowRight")
        value = net.back.instances("H", 0, 1)[2, 1].item()
        expect(page.locator("#picked")).to_contain_text(repr(value).replace("-", "−"))
        expect(page.locator("#chain-title")).to_have_text(
            "How loss 3 reaches instance 1"
        )
        last = page.locator("#chain [data-ref=picked1]")
        expect(last).to_have_attribute("data-value", repr(value))
        assert page.locator(".cell.chosen:focus").count() == 1
        page.locator("[name=matrix][value=H]").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#query")).to_contain_text("matrix=L")
        page.locator("#headline .formulas").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#headline [data-ref].on").first).to_be_visible()


def test_pointing_lights_up_what_belongs_together(opened):
    with opened(one_file(model(Config()), PICK, "sum", 0)) as page:
        number = page.locator("#headline [data-ref=term1]")
        number.hover()
        lit = page.locator("#triangle .cell.lit")
        expect(lit).to_have_attribute("data-k", "1")
        expect(number).to_have_class(re.compile(r"\bon\b"))
        value = number.get_attribute("data-value")
        title = page.locator("#headline .tex").get_attribute("title")
        assert title == value.replace("-", "−")


def test_a_phone_picks_by_finger(opened):
    phone = {"width": 390, "height": 844}
    text = one_file(model(Config()), PICK, "sum", 0)
    with opened(text, viewport=phone, has_touch=True, is_mobile=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator(".cell[data-t='4'][data-k='2']").tap()
        expect(page.locator("#query")).to_contain_text("t=4&k=2")
        page.locator(".loss[data-t='2']").tap()
        expect(page.locator("#chain-title")).to_have_text(
            "How loss 2 reaches instance 1"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_too_large_a_network_stays_as_it_was_and_says_so(opened):
    net = model(Config(T=61))
    with opened(one_file(net, PICK, "sum", 0)) as page:
        expect(page.locator("main > p").first).to_contain_text("stays as it was saved")
        assert page.locator("#picks *").count() == 0
        page.locator(".loss").nth(4).click()
        assert page.locator(".loss.chosen").get_attribute("data-t") == "3"

"""Tests of the files that a view saves in a browser, against the engine."""

import io
import json
from pathlib import Path
from urllib.parse import parse_qs, quote
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from derivations import program
from tests.browser.page_numbers import NUMBERS
from tests.browser.unroll_page import SENTENCE, engine

VIEW = f"text={quote(SENTENCE)}&t=3&k=1&i=1&j=2&seed=7&window=2&line=3"


@pytest.fixture
def taken(visit, tmp_path: Path):
    """Open the dialog of a view, press a button of it, and return the file's bytes."""

    def open_view(query):
        visit.open(f"/?{query}")
        visit.numbers = visit.page.evaluate(NUMBERS)
        visit.act(lambda: visit.page.keyboard.press("t"))

        def take(name):
            with visit.page.expect_download() as waiting:
                visit.page.get_by_role("button", name=name, exact=True).click()
            path = tmp_path / waiting.value.suggested_filename
            waiting.value.save_as(path)
            return path.read_bytes()

        return take

    return open_view


def test_numbers_are_the_engines(taken):
    got = json.loads(taken(VIEW)("View (JSON)"))
    back = engine(SENTENCE, seed=7)
    trace, params = back.trace, back.trace.params
    expected = {
        "H": params.H,
        "L": params.L,
        "U": params.U,
        "h0": params.h0,
        "h": trace.h,
        "yhat": trace.yhat,
        "loss": trace.loss,
        "delta": back.delta,
        "inputs": trace.inputs,
        "targets": trace.targets,
        "instances": back.instances("H", 0, 1),
    }
    for name, array in expected.items():
        np.testing.assert_array_equal(np.array(got[name]), array, err_msg=name)
    assert got["gradient"] == pytest.approx(back.gradients().H[0, 1], rel=1e-12)


@pytest.mark.parametrize("which", ["Network", "Triangle"])
def test_pictures_are_what_is_drawn(taken, visit, which):
    take = taken(VIEW)
    root = ElementTree.fromstring(take(f"{which} (SVG)"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = "".join(root.itertext())
    back = engine(SENTENCE, seed=7)
    values = {o.get("data-value") for o in root.iter()} - {None}
    if which == "Triangle":
        drawn = {float(value) for value in values}
        expected = back.instances("H", 0, 1)
        assert set(expected[np.tril_indices(len(expected))].tolist()) <= drawn
    else:
        assert visit.page.locator(".network .word").first.text_content() in words
    image = Image.open(io.BytesIO(take(f"{which} (PNG)")))
    wide, tall = (float(root.get(name)) for name in ("width", "height"))
    assert image.size == (round(wide * 3), round(tall * 3))
    assert len(image.convert("RGB").getcolors(1_000_000)) > 20


def test_paper_and_notebook_speak_of_this_view(taken, visit):
    take = taken(VIEW)
    for name in ("Handout (LaTeX)", "Slides (Beamer)"):
        text = take(name).decode()
        assert text.startswith("\\documentclass") or "\\documentclass" in text[:500]
        assert "seed 7" in text
        assert "The shared weight" not in text
    cells = json.loads(take("Notebook"))["cells"]
    assert any("rnn_core" in "".join(cell["source"]) for cell in cells)
    text = take("Program (Python)").decode()
    assert text == program()
    compile(text, "unrolled-program.py", "exec")


def test_the_page_in_one_file_is_this_view(taken, visit, tmp_path):
    text = taken(VIEW + "&whatif=truncate")("Page (HTML)").decode()
    path = tmp_path / "alone.html"
    path.write_text(text, encoding="utf-8")
    page = visit.page.context.new_page()
    page.goto(path.as_uri())
    back = engine(SENTENCE, seed=7)
    term = back.instances("H", 0, 1)[2, 1].item()
    shown = page.locator(".cell.chosen")
    expect(shown).to_have_attribute("data-value", repr(term))
    expect(page.locator("footer")).to_contain_text("truncated to 2 steps")
    query = parse_qs(page.locator("#query").text_content()[1:])
    asked = parse_qs(f"page=unroll&whatif=truncate&{VIEW}")
    asked = {name: asked[name] for name in asked if name != "line"}
    assert {name: query.get(name) for name in asked} == asked
    assert page.locator("footer a").count() == 0


@pytest.mark.parametrize("kind", ["NPZ"])
def test_a_saved_view_is_opened_again_to_the_last_digit(taken, visit, kind):
    content = taken(VIEW)(f"View ({kind})")
    numbers, query = visit.numbers, visit.query()
    visit.open("/?D_h=5&t=1&page=check", (".heatmaps .cell",))
    visit.act(lambda: visit.page.keyboard.press("t"))
    send = {"name": f"view.{kind.lower()}", "mimeType": "", "buffer": content}
    visit.ready = (".chain .katex",)
    field = visit.page.get_by_role("dialog").locator('input[type="file"]')
    visit.act(lambda: field.set_input_files(send))
    assert visit.wait_until_still(lambda: visit.page.evaluate(NUMBERS)) == numbers
    now = set(visit.query()[1:].split("&"))
    assert set(query[1:].split("&")) - {"window=2", "line=3"} <= now

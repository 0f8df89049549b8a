"""Tests of every file that the site saves: as a server makes it from the same view."""

import ast
import io
import json
import re
from urllib.parse import parse_qsl, quote, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from derivations import program
from rnn_core import load_network
from tests.browser.tour_scenes import asked
from tests.browser.unroll_page import SENTENCE, cell, engine
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.handout import handout
from views.takehome.own_derivation import own_derivation
from views.takehome.panel import chosen_indices
from views.takehome.slides import slides

VIEW = f"text={quote(SENTENCE)}&t=3&k=1&i=1&j=2&seed=7"
MISS = re.compile(r"largest miss .*?\.(?!\d)")
"""What rounding leaves: it differs from one machine to the next."""
FLOAT = re.compile(r"-?\d+\.\d+(?:e[-+]\d+)?")


def taken(guest, name):
    """The bytes that a button of the page saves."""
    with guest.page.expect_download() as waiting:
        guest.page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.path().read_bytes()


def opened(guest):
    guest.follow(f"{guest.address}?{VIEW}", (".chain .katex",))
    guest.wait_until(lambda: asked(guest.query()[1:]) == asked(VIEW), "the view")
    guest.shows(cell(3, 1), engine(SENTENCE, seed=7).instances("H", 0, 1)[2, 1])
    guest.page.get_by_role("button", name="Take it home").click()
    return guest.page.get_by_role("dialog")


def shut(guest):
    dialog = guest.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Close").first.click()
    dialog.wait_for(state="detached")


def is_alike(text, expected):
    """Whether two texts are the same but for the last digits of their numbers."""
    text, expected = (MISS.sub("", each) for each in (text, expected))
    assert FLOAT.sub("#", text) == FLOAT.sub("#", expected)
    numbers, others = ([float(n) for n in FLOAT.findall(t)] for t in (text, expected))
    assert numbers == pytest.approx(others, 1e-9, 1e-12)


def test_documents_and_numbers_are_those_of_a_server(guest):
    opened(guest)
    saved = json.loads(taken(guest, "View (JSON)"))
    back = engine(SENTENCE, seed=7)
    for name in ("H", "L", "U", "h0"):
        assert np.array(saved[name]) == pytest.approx(getattr(back.trace.params, name))
    assert np.array(saved["delta"]) == pytest.approx(back.delta, 1e-12)
    with np.load(io.BytesIO(taken(guest, "View (NPZ)"))) as arrays:
        assert arrays["instances"] == pytest.approx(back.instances("H", 0, 1), 1e-12)
    assert taken(guest, "Program (Python)").decode() == program()
    cells = json.loads(taken(guest, "Notebook"))["cells"]
    source = "\n".join("".join(part["source"]) for part in cells)
    link = ast.literal_eval(re.search(r"^link = (.*)$", source, re.M).group(1))
    assert link.startswith(guest.address)
    assert asked(urlsplit(link).query) == asked(VIEW)
    net, view = model(Config(text=SENTENCE, seed=7)), saved["view"]
    slug, indices = view["derivation"], chosen_indices(view)
    said = net, Selection("H", 1, 2, 3, 1), "sum", [slug], link, 0, indices
    own = own_derivation(net.config, "sum", view, "source")
    paper = taken(guest, "Handout (LaTeX)").decode()
    is_alike(paper, handout(*said, own, "source"))
    is_alike(taken(guest, "Slides (Beamer)").decode(), slides(*said, names="source"))
    shut(guest)


def test_pictures_and_the_page_in_one_file(guest, tmp_path):
    opened(guest)
    for which in ("Network", "Triangle"):
        root = ElementTree.fromstring(taken(guest, f"{which} (SVG)"))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        image = Image.open(io.BytesIO(taken(guest, f"{which} (PNG)")))
        wide, tall = (float(root.get(name)) for name in ("width", "height"))
        assert image.size == (round(wide * 3), round(tall * 3))
    path = tmp_path / "alone.html"
    path.write_bytes(taken(guest, "Page (HTML)"))
    shut(guest)
    page = guest.page.context.new_page()
    page.goto(path.as_uri())
    shown = page.locator(".cell.chosen")
    term = engine(SENTENCE, seed=7).instances("H", 0, 1)[2, 1]
    assert float(shown.get_attribute("data-value")) == pytest.approx(term, 1e-12)
    page.close()


def test_files_of_check_and_derive(guest):
    guest.follow(f"{guest.address}check?D_h=6&T=6", (".slips .katex",))
    loaded = load_network(taken(guest, "Network (.npz)"))
    assert loaded.params.H == pytest.approx(model(Config(D_h=6, T=6)).params.H)
    assert b"dH" in taken(guest, "Network (.m)")
    guest.follow(f"{guest.address}derive?show=code&line=2", (".program .mark .katex",))
    expect(guest.page.get_by_text("Download the program (.py)")).to_be_visible()
    assert taken(guest, "Download the program (.py)").decode() == program()


def test_a_saved_view_is_opened_again(guest):
    opened(guest)
    content = taken(guest, "View (NPZ)")
    shut(guest)
    guest.follow(f"{guest.address}check?D_h=5&t=1", (".heatmaps .cell",))
    guest.page.get_by_role("button", name="Take it home").click()
    field = guest.page.get_by_role("dialog").locator('input[type="file"]')
    field.set_input_files({"name": "v.npz", "mimeType": "", "buffer": content})
    term = engine(SENTENCE, seed=7).instances("H", 0, 1)[2, 1]
    guest.shows(cell(3, 1), term)
    guest.wait_until(lambda: asked(guest.query()[1:]) == asked(VIEW), "its address")
    assert dict(parse_qsl(guest.query()[1:]))["text"] == SENTENCE

"""Tests of the pictures in a real Jupyter: pointed at, picked, and read back."""

import pytest
from playwright.sync_api import Locator, expect

from rnn_core import contribution_factors
from tests.unrolled_notebook.jupyter import Notebook, jupyter
from tests.unrolled_notebook.small import CELL, small
from unrolled_notebook import Pick

SHOW = 'widget = show(back, "H", 0, 1, words=vocabulary.words)\nwidget'
OTHER = 'other = show(back, "U", 4, 0, t=2, k=1)\nother'
FIRST, SECOND, READ = 1, 2, 3
KEYUP = """() => { const counted = {}, add = EventTarget.prototype.addEventListener;
    window.kept = () => Object.values(counted).filter(Boolean).length; let n = 0;
    EventTarget.prototype.addEventListener = function (type, then, how) {
        if (this === window && type === 'keyup') { const id = n++; counted[id] = true;
            how?.signal?.addEventListener('abort', () => { counted[id] = false; }); }
        return add.call(this, type, then, how); }; }"""
"""Counts the listeners of the window for keys that are let go, until they go."""


@pytest.fixture(scope="module")
def notebook(browser, tmp_path_factory):
    """A notebook that has made a network and shows two weights of it."""
    with (
        jupyter(tmp_path_factory.mktemp("jupyter")) as lab,
        browser.new_context(
            viewport={"width": 1280, "height": 1700}, has_touch=True
        ) as context,
    ):
        page = context.new_page()
        page.add_init_script(f"({KEYUP})()")
        cells = (CELL + "from unrolled_notebook import show", SHOW, OTHER)
        read = "print(repr(widget.pick), repr(other.pick), sep=';')"
        book = lab.open(page, "pictures.ipynb", *cells, read)
        for n in range(3):
            book.run(n)
        for n in (FIRST, SECOND):
            expect(pictures(book, n).locator(".network .hit").first).to_be_attached()
        yield book
        assert book.complaints == []


def pictures(book: Notebook, n: int) -> Locator:
    return book.cell(n).locator(".unrolled-pictures")


def picked(book: Notebook) -> list[Pick]:
    """Both widgets' picks, as another cell reads them."""
    return [eval(text, {"Pick": Pick}) for text in book.run(READ).split(";")]


def test_an_edge_by_mouse_and_a_cell_by_keys_come_back_as_values(notebook):
    _, back = small()
    before = picked(notebook)
    assert before[1] == Pick("U", 4, 0, 2, 1)
    part, other = pictures(notebook, FIRST), pictures(notebook, SECOND)
    edge = part.locator('.network .hit[data-k="1"][data-i="3"][data-j="2"]')
    edge.hover(force=True)
    expect(part.locator(".network .said").last).to_contain_text("H₃₂ has 4 instances")
    expect(part.locator(".network svg.dim").first).to_be_attached()
    expect(other.locator("svg.dim")).to_have_count(0)
    edge.click(force=True)
    expect(edge).to_have_attribute("aria-pressed", "true")
    now = picked(notebook)
    assert now == [Pick("H", 2, 1, before[0].t, 1), before[1]]

    terms = back.instances("H", 2, 1)
    cell = part.locator('.triangle .cell[data-r="3"][data-c="1"]')
    cell.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("ArrowUp")
    chosen = part.locator('.triangle .cell.chosen[data-r="2"][data-c="2"]')
    expect(chosen).to_be_focused()
    assert float(chosen.get_attribute("data-value")) == terms[2, 2]
    expect(part.locator(".formulas.chain")).to_contain_text(
        "immediate partial, h(2) held fixed"
    )
    assert picked(notebook)[0] == Pick("H", 2, 1, 3, 2)


def test_a_finger_picks_a_cell_and_its_words_stay(notebook):
    _, back = small()
    part = pictures(notebook, FIRST)
    pick = picked(notebook)[0]
    part.locator('.triangle .cell[data-r="1"][data-c="0"]').tap()
    expect(part.locator('.triangle .cell.chosen[data-k="0"]')).to_have_count(1)
    term = repr(float(back.instances("H", pick.i, pick.j)[1, 0])).replace("-", "−")
    expect(part.locator(".triangle div.said")).to_contain_text(term)
    assert picked(notebook)[0] == pick._replace(t=2, k=0)


def test_what_is_read_off_the_pictures_is_the_engine_s(notebook):
    _, back = small()
    part = pictures(notebook, FIRST)
    pick = picked(notebook)[0]
    terms = back.instances(pick.matrix, pick.i, pick.j)
    for cell in part.locator(".triangle .cell[tabindex]").all():
        t, k = (int(cell.get_attribute(f"data-{name}")) for name in "tk")
        assert float(cell.get_attribute("data-value")) == terms[t - 1, k]
    symbol = part.locator(f'.headline [data-ref="picked{pick.k}"]')
    expect(symbol).to_have_attribute(
        "data-value", repr(float(terms[pick.t - 1, pick.k]))
    )
    product = contribution_factors(back, *pick)[-1].product[0, 0]
    last = part.locator(f'.chain [data-ref="picked{pick.k}"]')
    assert float(last.get_attribute("data-value")) == product


def test_keys_in_the_network_are_not_the_notebook_s(notebook):
    """In Jupyter arrows change the cell, Enter edits it, a letter may cut it."""
    part = pictures(notebook, SECOND)
    hit = part.locator('.network .hit[tabindex="0"]')
    hit.focus()
    cells = notebook.page.locator(".jp-Notebook .jp-Cell").count()
    active = notebook.page.locator(".jp-Cell.jp-mod-active").first
    before = active.get_attribute("data-windowed-list-index")
    for key in ("ArrowRight", "x", "d", "d", "b", "Enter"):
        notebook.page.keyboard.press(key)
    expect(part.locator('.network .hit[data-k="2"]:focus')).to_have_count(1)
    assert active.get_attribute("data-windowed-list-index") == before
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert picked(notebook)[1] == Pick("U", 4, 0, 2, 1)


def test_a_cell_that_is_run_again_leaves_nothing_behind(notebook):
    count = "() => window.kept()"
    for key in ("ArrowLeft", "ArrowRight"):
        pictures(notebook, FIRST).locator('.triangle .cell[tabindex="0"]').press(key)
    before = notebook.page.evaluate(count)
    for _ in range(2):
        notebook.run(FIRST)
        cell = pictures(notebook, FIRST).locator('.triangle .cell[tabindex="0"]')
        expect(cell).to_have_attribute("data-t", "4")
        cell.press("ArrowRight")
        expect(
            pictures(notebook, FIRST).locator('.triangle .cell.chosen[data-c="1"]')
        ).to_have_count(1)
    assert pictures(notebook, FIRST).count() == 1
    assert notebook.page.evaluate(count) <= before

"""Tests on a phone: keys reach what scrolls, and stop at nothing that does not."""

import pytest

SCROLLED = """() => {
    const all = root => [...root.querySelectorAll('*')].flatMap(
        node => node.shadowRoot ? [node, ...all(node.shadowRoot)] : [node]);
    const scrolls = node => ['overflowX', 'overflowY'].some(way =>
        /auto|scroll/.test(getComputedStyle(node)[way])) &&
        (node.scrollWidth > node.clientWidth + 1 ||
            node.scrollHeight > node.clientHeight + 1);
    const reached = node => [node, ...all(node)].some(each => each.tabIndex >= 0);
    return all(document.body).filter(node => scrolls(node) && !reached(node))
        .map(node => node.outerHTML.slice(0, 120));
}"""
"""What scrolls and holds nothing that keys reach."""
SHEETS = """all => all.map(node => [node.scrollWidth > node.clientWidth,
    node.getAttribute('tabindex') === '0', node.getAttribute('role') === 'group',
    /arrow keys scroll/.test(node.getAttribute('aria-label'))])"""


@pytest.mark.parametrize(
    ("path", "ready"),
    [
        ("/?whatif=edit&D_h=8", ".edit .cell"),
        ("/?whatif=truncate&window=2&names=torch", ".truncation-table td"),
        ("/?whatif=nudge&T=12", ".response-curves td"),
        ("/?whatif=largest", ".headline .katex"),
        ("/?page=jacobians&D_h=8", ".factor-strip .said"),
        ("/?page=check", ".cell"),
    ],
)
def test_keys_reach_all_that_scrolls(phone, path, ready):
    phone.open(path, (ready,))
    assert phone.wait_until_still(lambda: phone.page.evaluate(SCROLLED)) == []


def test_a_table_of_weights_can_be_reached_where_it_scrolls_and_only_there(visit):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/?whatif=edit&D_h=8", (".edit .cell",))
    sheets = visit.page.locator(".edit .sheet")
    narrow = visit.wait_until_still(lambda: sheets.evaluate_all(SHEETS))
    assert {all(sheet) for sheet in narrow} == {True, False}
    assert {any(sheet) for sheet in narrow} == {True, False}, "marked as a whole"
    sheet = visit.page.locator(".edit .sheet[tabindex]").last
    sheet.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.wait_until(
        lambda: sheet.evaluate("node => node.scrollLeft") > 0, "a scrolled table"
    )
    visit.page.set_viewport_size({"width": 1400, "height": 844})
    visit.wait_until(
        lambda: not any(map(any, sheets.evaluate_all(SHEETS))), "tables that fit"
    )

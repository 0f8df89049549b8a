"""A test of the tables of weights in a browser: their sizes follow the network's."""

from tests.browser.visiting import Visit


def test_a_table_that_shows_a_part_names_the_size_that_the_matrix_has(visit: Visit):
    visit.open("/?whatif=edit&D_h=48", (".edit .cell",))
    name = visit.page.locator(".edit .block.H .name")
    assert "48 × 48" in name.inner_text()
    slider = visit.page.get_by_role("slider", name="Hidden size D_h")
    slider.focus()
    visit.act(lambda: visit.page.keyboard.press("ArrowRight"))
    assert "64 × 64" in name.inner_text()

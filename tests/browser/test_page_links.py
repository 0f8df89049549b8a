"""The pages as a row of links, where Streamlit folds its own away."""

from views.address.settings import PAGES

ROW = ".st-key-aside_pages a"


def test_on_a_phone_all_pages_are_a_tap_away_and_settings_stay(phone):
    phone.open("/?D_h=4&scale=2")
    links = phone.page.locator(ROW)
    links.first.wait_for()
    assert links.all_inner_texts() == list(PAGES.values())
    wide = phone.page.evaluate("document.documentElement.clientWidth")
    for link in links.all():
        box = link.bounding_box()
        assert box["height"] >= 24
        assert 0 <= box["x"] < box["x"] + box["width"] <= wide
    phone.ready = (".factor-strip .cell",)
    phone.act(links.filter(has_text="Jacobians").tap)
    assert "/jacobians?" in phone.page.url
    phone.wait_for_query("D_h=4")
    phone.wait_for_query("scale=2")
    assert phone.page.locator(f"{ROW}[aria-current]").count() <= 1


def test_wider_they_stand_at_the_top_alone(visit):
    visit.open("/")
    assert visit.page.locator(ROW).first.is_hidden()
    assert visit.page.get_by_test_id("stTopNavLink").first.is_visible()

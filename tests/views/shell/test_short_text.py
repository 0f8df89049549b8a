"""A short text: the sliders show what is used, and get back what was asked for."""

from tests.views.pages import component_data, notices_of, open_page

LONG = "one two three four five six seven eight nine ten"


def used(page):
    net = component_data(page, "network")
    assert not page.exception
    return page.session_state["T"], page.session_state["V"], net["T"]


def type_text(page, text):
    page.text_input(key="text").set_value(text).run()


def below_the_box(page):
    return [text.value for text in page.sidebar.text]


def test_the_sliders_show_what_a_short_text_leaves_and_then_what_was_asked():
    page = open_page(T=5, V=8)
    type_text(page, "hello big world")
    assert used(page) == (2, 4, 2)
    (said,) = below_the_box(page)
    assert "The text has 3 words, so T is 2 and not 5" in said
    assert "The text has 3 different words, so |V| is 4 and not 8" in said
    type_text(page, "hello big blue world")
    assert used(page) == (3, 5, 3)
    type_text(page, LONG)
    assert used(page) == (5, 8, 5)
    assert below_the_box(page) == []


def test_what_is_asked_for_after_the_text_is_remembered_instead():
    page = open_page(T=5)
    type_text(page, "hello big world")
    page.select_slider(key="V").set_value(9).run()
    assert page.session_state["V"] == 9
    page.select_slider(key="T").set_value(7).run()
    assert used(page) == (2, 9, 2)
    type_text(page, LONG)
    assert used(page) == (7, 9, 7)


def test_one_word_is_spoken_of_below_its_box_and_moves_nothing_on_the_page():
    page = open_page()
    page.run()  # the scripts of the other pages have come then
    before = [part.type for part in page.main]
    type_text(page, "hello")
    (said,) = below_the_box(page)
    assert "fewer than two words" in said
    assert [part.type for part in page.main] == before
    assert used(page) == (4, 6, 4)


def test_a_link_says_it_on_the_page_and_keeps_its_vocabulary():
    page = open_page(text="hello big world", V=8)
    assert used(page) == (2, 8, 2)
    assert below_the_box(page) == []
    assert any("so T is 2 and not 4" in line for line in notices_of(page))

"""Choosing names renames the page, and moves nothing that was chosen before."""

from tests.views.pages import open_page


def test_a_change_of_names_keeps_what_is_picked_and_comes_back():
    page = open_page(matrix="U", i=2, j=3, activation="tanh", gain=2)
    before = [part.value for part in page.markdown]
    page.selectbox(key="names").set_value("coursera").run()
    assert not page.exception
    matrix = page.radio(key="matrix")
    assert matrix.value == "U"
    assert list(matrix.proto.captions) == ["W_aa", "W_ax", "W_ya"]
    assert page.session_state["gain"] == 2
    assert page.selectbox(key="activation").label == "Activation g"
    assert any("(W_ya)₂₃" in part.value for part in page.markdown)
    page.selectbox(key="names").set_value("source").run()
    assert [part.value for part in page.markdown] == before


def test_an_unknown_name_scheme_in_the_address_is_said_and_the_sources_used():
    page = open_page(names="bishop")
    assert not page.exception
    assert page.selectbox(key="names").value == "source"
    assert any("names = “bishop” is none of" in text.value for text in page.text)

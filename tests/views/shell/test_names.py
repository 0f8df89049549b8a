"""Choosing names renames the page, and moves nothing that was chosen before."""

from tests.views.pages import component_data, open_page


def test_a_change_of_names_keeps_what_is_picked_and_comes_back():
    page = open_page(matrix="U", i=2, j=3, activation="tanh", gain=2)
    before = _said(page)
    page.selectbox(key="names").set_value("coursera").run()
    assert not page.exception
    matrix = page.radio(key="matrix")
    assert matrix.value == "U"
    assert list(matrix.proto.captions) == ["W_aa", "W_ax", "W_ya"]
    assert page.session_state["gain"] == 2
    assert page.selectbox(key="activation").label == "Activation g"
    assert "(W_ya)₂₃" in _said(page)[-1]
    page.selectbox(key="names").set_value("source").run()
    assert _said(page) == before
    assert "U₂₃" in before[-1]


def _said(page):
    """The page's sentences, that above the network last."""
    above = component_data(page, "network")["story"]["text"]
    return [*(part.value for part in page.markdown), above]


def test_an_unknown_name_scheme_in_the_address_is_said_and_the_sources_used():
    page = open_page(names="bishop")
    assert not page.exception
    assert page.selectbox(key="names").value == "source"
    assert any("names = “bishop” is none of" in text.value for text in page.text)

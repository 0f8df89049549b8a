"""Networks that strangers bring: any words, names, saved arrays; never an exception."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.strangers import HALVES, MARKUP, NAMES, SIGNS, is_plain, many, texts
from tests.views.own_networks import INPUTS, TARGETS, V, arrays, brought, npz
from tests.views.pages import component_data, notices_of, open_page
from views.address.settings import Config
from views.model.apply_edits import MOST
from views.model.brought_network import BroughtNetwork, bring, shown_word
from views.model.model import model
from views.model.own_words import own_vocabulary, read_sequence
from views.shell.own_network.taking import as_sentence
from views.takehome.own_network import NAMES as SAVED
from views.takehome.own_network import read_back

ODD = [None, True, -1, 1e308, 10**19, [], [[1]], {}, {"T": 1}, "1e999", *SIGNS]
WHOLE = {f"network_{name}": array.tolist() for name, array in arrays().items()}
WORDS = st.sampled_from([*MARKUP, *NAMES, *HALVES, *SIGNS, "“", "”", "#3", "<unk>"])


@settings(max_examples=many(120), suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(st.sampled_from(SAVED), st.sampled_from(ODD)), st.sampled_from(ODD)
)
def test_any_network_in_a_saved_view_is_read_or_refused_in_a_sentence(parts, about):
    for held in (parts, WHOLE | parts):
        for told in (about, {"words": about, "activation": about, "name": about}):
            why, network = "", None
            try:
                network = read_back(told, dict(held))
            except ValueError as error:
                why = as_sentence(str(error))
            assert network is None or isinstance(network, BroughtNetwork)
            assert not why or is_plain(why, 600), why


@settings(max_examples=many(120), suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, min_size=V, max_size=V), texts(30))
def test_any_words_and_any_text_are_read(words, text):
    network = bring({**arrays(), "words": words, "activation": "tanh"}, text)
    assert is_plain(f"“{network.name}”.", 60)
    assert all(is_plain(f"“{shown_word(word)}”.", 60) for word in words if word)
    read = read_sequence(network, text)
    assert len(read.inputs) == len(read.targets) >= 1
    assert max(read.inputs.max(), read.targets.max()) < V
    assert all(is_plain(line, 400) for line in read.notices)
    own_vocabulary(network).place(text)


@pytest.mark.parametrize("page", ["jacobians", "check", "derive", "tour"])
def test_words_of_markup_are_words_on_every_page(page):
    words = ["<b>", "$x$", "![a](b)", "`c`", ":red[d]", "</script>", "\u202e\n"]
    app = brought(
        npz(arrays(), words=words, inputs=INPUTS, targets=TARGETS, activation="relu"),
        '<img src=x onerror="a">.npz',
        matrix="L",
        whatif="nudge",
    )
    net = component_data(app, "network")
    assert net["words"] == ["‹b›", "`c`", "$x$", "‹/script›"]
    for part in (*app.markdown, *app.caption):
        assert not any(word in part.value for word in words), part.value
    app.switch_page(f"views/{page}/page.py").run()
    assert not app.exception
    for part in (*app.markdown, *app.caption):
        assert not any(word in part.value for word in words[:-1]), part.value


def test_a_hostile_digest_is_said_and_the_drawn_network_shown():
    for digest in ("<b>$x$", "../..", "x" * 99, "%00", " "):
        page = open_page(network=digest)
        assert not page.exception
        assert component_data(page, "network")["bias"] == 0
        if digest.strip():
            assert any("is no digest" in line for line in notices_of(page))


def test_sizes_at_and_beyond_the_limits():
    held = arrays(hidden=256, vocab=40)
    page = brought(npz(held, activation="tanh", inputs=np.arange(1000) % 40), T=100)
    assert page.session_state["D_h"] == 256
    assert page.number_input(key="j").max == 257
    assert component_data(page, "network")["T"] == 100
    for broken, words in (
        (arrays(hidden=257, vocab=3), "256"),
        ({"H": np.eye(2), "L": np.ones((2, 1)), "U": np.ones((1, 2))}, "|V| = 1"),
        (arrays() | {"inputs": np.zeros(1001)}, "1,000"),
        (arrays() | {"inputs": [0, V]}, "0 to 6"),
    ):
        with pytest.raises(ValueError, match=words.replace("|", r"\|")):
            bring(npz(broken), "a.npz")


def test_no_network_within_the_limits_overflows_at_once():
    big = {name: np.full_like(array, 1e6) for name, array in arrays().items()}
    for activation in ("relu", "identity", "sigmoid"):
        network = bring(npz(big, inputs=INPUTS, targets=TARGETS), "a.npz")
        config = Config(5, 7, 6, text="", activation=activation, network=network.digest)
        net = model(config)
        assert net.trace.steps >= 1
        assert np.isfinite(net.trace.loss).all()
        assert len(net.notices) <= MOST + 1


@pytest.mark.parametrize("view", [{}, {"motion": "back"}, {"whatif": "nudge"}])
@pytest.mark.parametrize("place", [{"i": 2, "j": 1}, {"matrix": "L", "i": 2}, {"j": 2}])
def test_a_unit_that_edits_made_always_1_has_no_rows_to_pick(view, place):
    edits = "H2.1_0*H2.2_0*L2.1_1*L2.2_1*h2_1"
    network = {"D_h": 2, "V": 2, "activation": "identity", "edits": edits}
    page = open_page(**network, **view, **place)
    assert not page.exception
    assert component_data(page, "network")["bias"] == 2
    moved = [line for line in notices_of(page) if "does not fit D_h = 1" in line]
    assert bool(moved) == ("i" in place)

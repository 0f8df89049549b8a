"""Tests of opening a saved view: what is shown, refused, corrected."""

from dataclasses import asdict

from streamlit.testing.v1 import AppTest

from tests.views.pages import APP, component_data, notices_of
from tests.views.takehome.opened_files import File, open_in_app
from tests.views.takehome.saved_files import CONFIGS, PICK, as_json, saved
from views.address.settings import Config, Selection
from views.takehome import untrusted
from views.takehome.saved import saved_npz, view_of


def test_a_chosen_file_is_shown_on_its_page():
    (page, values), told = open_in_app(
        File("a.npz", saved(saved_npz, CONFIGS[1], page="check", step=-7))
    )
    assert page == "check"
    expected = view_of(page, asdict(CONFIGS[1]) | asdict(PICK) | {"step": -7})
    assert {"page": page, **values} == expected
    assert told == []


def test_the_app_shows_the_view_that_was_loaded():
    config = Config(D_h=2, V=5, T=3, seed=4, scale=2.0, gain=1.25, edits="H1.2_0.5")
    pick = Selection("L", 2, 4, 3, 2)
    (page, values), _ = open_in_app(File("a.npz", saved(saved_npz, config, pick)))
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["_go"] = (page, values)
    app.session_state["_pending"] = (values, ["Something was changed."])
    app.run()
    assert not app.exception
    assert notices_of(app) == ["Something was changed."]
    network = component_data(app, "network")
    assert [network[n] for n in ("D", "T", "matrix", "i", "j", "t", "k")] == [
        *(2, 3, "L", 2, 4, 3, 2)
    ]
    for name, value in values.items():
        if name in asdict(config) | asdict(pick):
            assert app.session_state[name] == value


def test_a_refused_file_changes_nothing():
    went, told = open_in_app(File("a.json", b"{}"))
    assert went is None
    assert told == ["“a.json” is no saved view: it names no settings."]
    file = File("b.npz", b"")
    file.size = untrusted.LARGEST_FILE + 1
    went, told = open_in_app(file)
    assert went is None
    assert told == ["“b.npz” is larger than any saved view: it is not read."]


def test_what_had_to_be_changed_is_told():
    (page, values), told = open_in_app(File("a.json", as_json(view={"T": 0, "q": 1})))
    assert (page, values["T"]) == ("unroll", 1)
    assert told == [
        "The file has “q”, which means nothing here.",
        "T = “0” is not from 1 to 100: 1 is used.",
    ]

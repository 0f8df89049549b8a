"""Tests of scene lists: what is read, what is reported, and that links are plain."""

import re
from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.views.pages import notices_of, open_page
from views.address.query import read_address
from views.address.settings import PAGES, SETTINGS, TOURS
from views.shell.scenes import (
    LONGEST,
    MOST,
    OWN,
    in_our_names,
    parse_scene_list,
    scene_link,
    shipped_scene_list,
)
from views.shell.state import PENDING
from views.text.naming import written_in
from views.tour.scene_file import EXAMPLE, read_scene_file
from views.unroll.whatif.edit_history import LOCKED

LIST = """
# One weight
page=unroll&t=4&k=3
Loss 4 feels [instance 0](k=0) least
and [instance 3](k=3&focus=factors) most.

A second paragraph with <b>, $x$ and [no link].

# Another page
?page=derive&line=3
"""


def test_a_list_is_read():
    scenes, errors = parse_scene_list(LIST)
    assert errors == ()
    first, second = scenes
    assert first.title == "One weight"
    assert first.page == "unroll"
    assert ["".join(phrase.words for phrase in part) for part in first.paragraphs] == [
        "Loss 4 feels instance 0 least and instance 3 most.",
        "A second paragraph with <b>, $x$ and [no link].",
    ]
    assert [phrase.query for phrase in first.paragraphs[0]] == [
        "",
        "k=0",
        "",
        "k=3&focus=factors",
        "",
    ]
    assert (second.page, second.paragraphs) == ("derive", ())


def test_a_tour_of_ours_is_in_the_names_and_ones_own_as_it_was_written():
    scenes = shipped_scene_list("bptt").scenes
    with written_in("coursera"):
        ours = [in_our_names(scene, "bptt") for scene in scenes]
        assert [in_our_names(scene, OWN) for scene in scenes] == [*scenes]
    words = [
        scene.title + "".join(p.words for part in scene.paragraphs for p in part)
        for scene in ours
    ]
    assert "(W_aa)₁₂ is one number, used once a step" in words[2]
    assert "diag(g′) W_aa: the Jacobian" in words[4]
    assert not any(re.search(r"(?<!\w)[HLU](?![a-zA-Z])|σ", text) for text in words)
    links = [scene_link(scene, "bptt", n) for n, scene in enumerate(scenes)]
    assert links == [scene_link(scene, "bptt", n) for n, scene in enumerate(ours)]


def test_links_carry_the_scene_and_what_a_phrase_sets():
    first = parse_scene_list(LIST).scenes[0]
    assert scene_link(first, "own", 1) == "?page=unroll&t=4&k=3&tour=own&scene=1"
    query = first.paragraphs[0][1].query
    assert scene_link(first, "own", 1, query) == "?page=unroll&t=4&k=0&tour=own&scene=1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A\nt=3\n[one](k=0) [two(k=1)", "Line 3, at “[two(k=1)”: a phrase is"),
        ("# A\nt=3\n[one](k=0 two", "Line 3, at “[one](k=0”: a phrase is"),
        ("", "There is no scene: one begins with a line such as “# Title”."),
        ("words\n# A\nt=3", "Line 1: words before the first “# Title”."),
        ("#\nt=3", "Line 1: the scene has no title."),
        ("# A\nwords and no address", "Line 1: after the title “A” comes its address"),
        ("# A", "Line 1: after the title “A” comes its address"),
        ("# A\n\nt=x", "Line 3: t = “x” is not a whole number: 3 is used."),
        ("# A\nt=3\n\nThe [b](tt=1)", "Line 4, at “b”: The address has “tt”"),
        ("# A\nt=3\nOne\ntwo [b](k)", "Line 3, at “b”: k = “” is not a whole number"),
        ("# A\npage=nope", "Line 2: There is no page “nope”"),
        ("# A\n/nope?t=3", "Line 2: There is no page “nope”"),
        ("# A\nhttps://a.example:1/b/nope", "Line 2: There is no page “nope”"),
        ("# A\nt=3\nThe [b](/nope)", "Line 3, at “b”: There is no page “nope”"),
        ("# A\n/derive?page=check", "Line 2: The path says derive and page= “check”"),
        ("# A\nt=3\nThe [b](scene=2)", "Line 3, at “b”: “scene=2” sets nothing."),
        ("all: T=x\n# A\nt=3", "Line 1: T = “x” is not a whole number: 4 is used."),
        ("\nall: tt=1\n# A\nt=3", "Line 2: The address has “tt”"),
        ("all:\n# A\nt=3", "Line 1: “” sets nothing."),
        ("# A\nt=3\nall: T=6", "Line 3: “all:” stands before the first “# Title”."),
        ("# A\nall: T=6", "Line 2: “all:” stands before the first “# Title”."),
        (f"all: {'&t=1' * MOST}\n# A\nt=3", "Line 1: an address has at most 100"),
        ("x" * (LONGEST + 1), "The file has more than 100,000 characters."),
        ("# A\nt=3\n" * (MOST + 1), f"Line {2 * MOST + 1}: only {MOST} scenes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, said):
    errors = parse_scene_list(text).errors
    assert any(error.startswith(said) for error in errors), errors


WHOLE = "?page=derive&line=3&tour=own&scene=1"


@pytest.mark.parametrize(
    "address",
    [
        "page=derive&line=3",
        "?page=derive&line=3",
        "/derive?line=3",
        "derive?line=3",
        "/base/derive/?line=3",
        "/?page=derive&line=3",
        "/base?page=derive&line=3",
        "http://127.0.0.1:8601/derive?line=3",
        "http://127.0.0.1:8601/?page=derive&line=3",
        "https://a.example/base/derive?line=3#x",
        "https://unroll/derive?line=3&tour=bptt&scene=4&present=on&embed=true",
        "//a.example/check/derive?line=3",
    ],
)
def test_an_address_is_what_is_copied_in_any_form(address):
    """Of a link, its last part and its query: never its host, nor its scene."""
    scenes, errors = parse_scene_list(f"# A\n{address}\nThe [b]({address}).\n# B\nk=1")
    assert errors == ()
    assert scenes[0].page == "derive"
    assert scene_link(scenes[0], "own", 1) == WHOLE
    phrase = scenes[0].paragraphs[0][1].query
    moved = scene_link(scenes[1], "own", 2, phrase)
    assert moved == "?page=derive&line=3&tour=own&scene=2"


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("http://127.0.0.1:8601/", "?page=unroll"),
        ("https://a.example/base/?t=4", "?page=unroll&t=4"),
        ("https://a.example?t=4", "?page=unroll&t=4"),
        ("/check", "?page=check"),
        ("check", "?page=check"),
        ("/derive?page=check", "?page=derive"),
        ("/nope?t=4", "?page=unroll&t=4"),
        ("text=a+b?+c/d#e&T=2", "?page=unroll&text=a+b%3F+c%2Fd%23e&T=2"),
        ("text=a b a&T=2", "?page=unroll&text=a+b+a&T=2"),
        ("?tour=bptt&scene=2&present=on", "?page=unroll"),
    ],
)
def test_an_address_is_read_as_the_browser_reads_it(address, opened):
    (scene,) = parse_scene_list(f"# A\n{address}").scenes
    assert scene_link(scene, "own", 1) == f"{opened}&tour=own&scene=1"


def test_a_phrase_changes_the_scene_and_a_link_in_its_place_is_a_whole_view():
    text = "# A\nt=4&k=3&focus=network\n[a](k=1) [b](http://a.example/?t=4)"
    (scene,) = parse_scene_list(text).scenes
    change, _, view = (phrase.query for phrase in scene.paragraphs[0])
    query = "?page=unroll&t=4"
    assert (
        scene_link(scene, "own", 1, change)
        == f"{query}&k=1&focus=network&tour=own&scene=1"
    )
    assert scene_link(scene, "own", 1, view) == f"{query}&tour=own&scene=1"


def test_what_stands_before_the_first_title_holds_in_all_scenes():
    scenes, errors = parse_scene_list(
        "\ufeffall: text=my own sentence&T=6\nAll: D_h=5&edits=x1_sea\n\n"
        "# A\nt=4\n[b](T=2) [c](/derive?line=2)\n# B\npage=check&T=9&edits=\n"
    )
    assert errors == ()
    first, second = scenes
    own = "text=my+own+sentence"
    more = "D_h=5&edits=x1_sea"
    end = "&tour=own&scene=1"
    assert scene_link(first, "own", 1) == f"?page=unroll&{own}&T=6&{more}&t=4{end}"
    phrases = [phrase.query for phrase in first.paragraphs[0] if phrase.query]
    assert [scene_link(first, "own", 1, phrase) for phrase in phrases] == [
        f"?page=unroll&{own}&T=2&{more}&t=4{end}",
        f"?page=derive&{own}&T=6&{more}&line=2{end}",
    ]
    rest = "T=9&D_h=5&edits="
    assert scene_link(second, "own", 2) == f"?page=check&{own}&{rest}&tour=own&scene=2"


def test_a_sentence_of_ones_own_is_read_in_every_scene():
    text = "all: text=a b c a b c&T=2\n# A\nt=2\n[p](k=1)\n# B\n/jacobians"
    scenes = parse_scene_list(text).scenes
    for asked in (
        scene_link(scenes[0], "own", 1, "k=1"),
        scene_link(scenes[1], "own", 2),
    ):
        page, _ = opened(asked)
        assert page.session_state["text"] == "a b c a b c"
        assert page.session_state["T"] == 2


def test_the_example_is_right():
    assert parse_scene_list(EXAMPLE).errors == ()


@given(st.text(alphabet="# \n[]()=&?abkt3<$\\\u202e\x00é", max_size=200))
def test_any_text_is_read(text):
    scenes, errors = parse_scene_list(text)
    assert scenes or errors
    for n, scene in enumerate(scenes, 1):
        assert (
            read_address(dict(parse_qsl(scene_link(scene, "own", n)[1:]))).notices == []
            or errors
        )


@pytest.mark.parametrize("name", TOURS[1:-1])
def test_what_ships_is_right(name):
    scenes, errors = shipped_scene_list(name)
    assert errors == ()
    assert 8 <= len(scenes) <= 10
    for scene in scenes:
        assert scene.page in PAGES
        assert scene.paragraphs
        assert any(phrase.query for part in scene.paragraphs for phrase in part)


def opened(address):
    page = open_page(**dict(parse_qsl(address[1:])))
    assert not page.exception
    return page, [line for text in page.text for line in text.value.split("\n") if line]


@pytest.mark.parametrize("number", range(1, len(shipped_scene_list("bptt").scenes) + 1))
def test_every_scene_and_every_phrase_opens_as_it_says(number):
    scene = shipped_scene_list("bptt").scenes[number - 1]
    queries = ["", *(phrase.query for part in scene.paragraphs for phrase in part)]
    for query in dict.fromkeys(queries):
        asked = dict(parse_qsl(scene_link(scene, "bptt", number, query)[1:]))
        page, said = opened(scene_link(scene, "bptt", number, query))
        assert not [line for line in said if "is used" in line], said
        for name, raw in asked.items():
            if name in SETTINGS:
                shown = page.session_state[name]
                assert str(shown) == raw or float(shown) == float(raw), name


def test_a_scene_beyond_the_last_is_the_last():
    _, said = opened("?tour=bptt&scene=99")
    assert said == ["scene = 99 does not fit the 10 scenes of the tour: 10 is used."]


def test_a_link_to_a_list_that_was_not_loaded_says_so():
    page, said = opened("?tour=own&t=2")
    assert said == [], "the browser has yet to look for a list in the link"
    page.session_state["_scenes_looked"] = True
    said = notices_of(page.run())
    assert said[0].startswith("This link belongs to a scene list that someone loaded")


def file(content):
    return SimpleNamespace(size=len(content), getvalue=lambda: content)


def test_a_file_that_cannot_be_read_says_so():
    assert read_scene_file(file(LIST.encode())).scenes == parse_scene_list(LIST).scenes
    assert read_scene_file(file("\ufeff# A\nt=3".encode())).scenes[0].title == "A"
    assert read_scene_file(file(b"\xff\xfe")).errors == ("The file is not UTF-8 text.",)
    assert "longer" in read_scene_file(file(b"x" * (4 * LONGEST + 1))).errors[0]


def test_presenting_locks_edits():
    page = open_page(present="on", whatif="step")
    assert not page.exception
    assert page.button(key="take_step").disabled
    assert any(LOCKED in text.value for text in page.markdown)
    taken = AppTest.from_function(a_step_is_sent)
    taken.session_state["present"], taken.session_state["edits"] = "on", ""
    taken.run()
    assert taken.session_state["edits"] == ""
    assert taken.session_state[PENDING] == ({}, [LOCKED])


def a_step_is_sent():
    from views.unroll.whatif.edit_history import take_step

    take_step(0.5, "sum")

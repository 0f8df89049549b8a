"""Scene lists: what is read, what is wrong, and that each scene is a plain link."""

from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.test_page import run
from views.address import read
from views.navigation import PAGES
from views.scene_file import loaded
from views.scenes import LONGEST, MOST, link, parse, shipped
from views.settings import SETTINGS, TOURS

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
    scenes, errors = parse(LIST)
    assert errors == ()
    first, second = scenes
    assert first.title == "One weight"
    assert first.page == "unroll"
    assert ["".join(one.words for one in part) for part in first.paragraphs] == [
        "Loss 4 feels instance 0 least and instance 3 most.",
        "A second paragraph with <b>, $x$ and [no link].",
    ]
    assert [one.query for one in first.paragraphs[0]] == [
        "",
        "k=0",
        "",
        "k=3&focus=factors",
        "",
    ]
    assert (second.page, second.paragraphs) == ("derive", ())


def test_links_carry_the_scene_and_what_a_phrase_sets():
    first = parse(LIST).scenes[0]
    assert link(first, "own", 1) == "?page=unroll&t=4&k=3&tour=own&scene=1"
    query = first.paragraphs[0][1].query
    assert link(first, "own", 1, query) == "?page=unroll&t=4&k=0&tour=own&scene=1"


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
        ("# A\nt=3&scene=4", "Line 2: scene is not a scene’s to set."),
        ("x" * (LONGEST + 1), "The file has more than 100,000 characters."),
        ("# A\nt=3\n" * (MOST + 1), f"Line {2 * MOST + 1}: only {MOST} scenes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, said):
    errors = parse(text).errors
    assert any(error.startswith(said) for error in errors), errors


@given(st.text(alphabet="# \n[]()=&?abkt3<$\\\u202e\x00é", max_size=200))
def test_any_text_is_read(text):
    scenes, errors = parse(text)
    assert scenes or errors
    for n, scene in enumerate(scenes, 1):
        assert read(dict(parse_qsl(link(scene, "own", n)[1:]))).notices == [] or errors


@pytest.mark.parametrize("name", TOURS[1:-1])
def test_what_ships_is_right(name):
    scenes, errors = shipped(name)
    assert errors == ()
    assert 8 <= len(scenes) <= 10
    for scene in scenes:
        assert scene.page in PAGES
        assert scene.paragraphs
        assert any(one.query for part in scene.paragraphs for one in part)


def opened(address):
    page = run(**dict(parse_qsl(address[1:])))
    assert not page.exception
    return page, [line for text in page.text for line in text.value.split("\n") if line]


@pytest.mark.parametrize("number", range(1, len(shipped("bptt").scenes) + 1))
def test_every_scene_and_every_phrase_opens_as_it_says(number):
    scene = shipped("bptt").scenes[number - 1]
    queries = ["", *(one.query for part in scene.paragraphs for one in part)]
    for query in dict.fromkeys(queries):
        asked = dict(parse_qsl(link(scene, "bptt", number, query)[1:]))
        page, said = opened(link(scene, "bptt", number, query))
        assert not [line for line in said if "is used" in line], said
        for name, raw in asked.items():
            if name in SETTINGS:
                shown = page.session_state[name]
                assert str(shown) == raw or float(shown) == float(raw), name


def test_a_scene_beyond_the_last_is_the_last():
    _, said = opened("?tour=bptt&scene=99")
    assert said == ["scene = 99 does not fit the 10 scenes of the tour: 10 is used."]


def test_a_link_to_a_list_that_was_not_loaded_says_so():
    _, said = opened("?tour=own&t=2")
    assert said[0].startswith("This link belongs to a scene list that someone loaded")


def file(content):
    return SimpleNamespace(size=len(content), getvalue=lambda: content)


def test_a_file_that_cannot_be_read_says_so():
    assert loaded(file(LIST.encode())).scenes == parse(LIST).scenes
    assert loaded(file("\ufeff# A\nt=3".encode())).scenes[0].title == "A"
    assert loaded(file(b"\xff\xfe")).errors == ("The file is not UTF-8 text.",)
    assert "longer" in loaded(file(b"x" * (4 * LONGEST + 1))).errors[0]


def test_presenting_locks_edits():
    page = run(present="on", whatif="step")
    assert not page.exception
    page.button(key="take_step").click().run()
    assert page.session_state["edits"] == ""
    assert any("Edits are locked" in text.value for text in page.text)

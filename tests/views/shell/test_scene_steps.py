"""Tests of the steps of a scene: what they set, and what a link to one restores."""

from urllib.parse import parse_qsl

import pytest

from tests.views.pages import open_page
from views.address.query import read_address
from views.shell.scene_bar import scene_data
from views.shell.scene_steps import scene_steps
from views.shell.scenes import parse_scene_list, shipped_scene_list

LIST = """
# One
t=4&k=3
[Three](k=3), [two](k=2), [a line](/derive?line=3), again [two](k=2), [back](t=4).
# Two
page=check
No phrase.
"""


def test_each_phrase_is_a_step_unless_the_view_is_one_already():
    first, second = parse_scene_list(LIST).scenes
    end = "&tour=own&scene=1"
    assert scene_steps(first, "own", 1).links == [
        f"?page=unroll&t=4&k=3{end}",
        f"?page=unroll&t=4&k=2{end}&beat=1",
        f"?page=derive&line=3{end}&beat=2",
    ]
    places = scene_steps(first, "own", 1).places
    assert [places[q] for q in ("", "k=3", "k=2", "page=derive&line=3")] == [0, 0, 1, 2]
    assert scene_steps(second, "own", 2).links == ["?page=check&tour=own&scene=2"]


def test_the_bar_has_the_steps_around_and_the_place_of_each_phrase():
    text = LIST + "# Three\nt=2\n[one](k=1)\n# Four\nt=3\n[one](k=1)\n"
    scenes = parse_scene_list(text).scenes
    data = scene_data(scenes, "own", 2, 0)
    assert [len(links) for links in data["steps"]] == [3, 1, 2, 1]
    data = scene_data(scenes, "own", 1, 2)
    assert data["beat"] == 2
    phrases = [phrase["step"] for phrase in data["paragraphs"][0]]
    assert [step for step in phrases if step is not None] == [0, 1, 2, 1, 0]


def test_a_scene_cannot_set_its_step():
    (scene,) = parse_scene_list("# A\nt=3&beat=4\n[b](k=1&beat=7)").scenes
    assert scene_steps(scene, "own", 1).links == [
        "?page=unroll&t=3&tour=own&scene=1",
        "?page=unroll&t=3&k=1&tour=own&scene=1&beat=1",
    ]


def test_a_step_beyond_the_last_is_the_last():
    page = open_page(tour="bptt", scene="1", beat="99")
    last = len(scene_steps(shipped_scene_list("bptt").scenes[0], "bptt", 1).links) - 1
    assert page.session_state["beat"] == last
    said = [text.value for text in page.text]
    assert said == [
        f"beat = 99 does not fit the {last + 1} steps of the scene: {last} is used."
    ]


@pytest.mark.parametrize(
    "number", [*range(1, len(shipped_scene_list("bptt").scenes) + 1)]
)
def test_every_step_of_the_tour_is_named_by_its_link(number):
    scene = shipped_scene_list("bptt").scenes[number - 1]
    for place, link in enumerate(scene_steps(scene, "bptt", number).links):
        reading = read_address(dict(parse_qsl(link[1:])))
        assert reading.notices == []
        assert reading.values.get("beat", 0) == place

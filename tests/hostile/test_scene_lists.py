"""Tests that any scene list is read, and that its links lead to the app's pages."""

from urllib.parse import parse_qsl

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.addresses import bounded, opened, queries, value_of
from tests.hostile.strangers import SOAK, is_plain, many, texts
from tests.views.pages import notices_of
from views.address.query import read_address
from views.address.settings import PAGES
from views.shell import scenes
from views.shell.scene_bar import LOADED

LINES = st.one_of(
    texts(30),
    queries(3).map(lambda pairs: "&".join("=".join(pair) for pair in pairs)),
    st.tuples(texts(2), value_of("t")).map(lambda both: f"[{both[0]}](t={both[1]})"),
    st.tuples(st.sampled_from(["https://", "//", "/", "all: "]), texts(2)).map("".join),
    st.sampled_from(["", "#", "# B", "t=2" + "&k=1" * 200, "[a](t=1)" * 300]),
)


@settings(max_examples=many(500), suppress_health_check=list(HealthCheck))
@given(st.lists(LINES, max_size=3), st.lists(LINES, max_size=9))
def test_any_scene_list_is_read(before, lines):
    scene_list = scenes.parse_scene_list("\n".join([*before, "# A\nt=2", *lines]))
    assert all(map(is_plain, scene_list.errors)), scene_list.errors
    assert len(scene_list.errors) <= scenes.MOST_ERRORS + 1
    for n, scene in enumerate(scene_list.scenes, 1):
        phrases = [
            phrase.query for part in scene.paragraphs for phrase in part if phrase.query
        ]
        assert len(phrases) <= scenes.MOST
        for phrase in ("", *phrases[:3]):
            asked = scenes.scene_link(scene, "own", n, phrase)
            assert asked.isascii()
            query = dict(parse_qsl(asked[1:], keep_blank_values=True))
            assert read_address(query).notices == []


@settings(max_examples=1000 if SOAK else 6, suppress_health_check=list(HealthCheck))
@given(st.lists(LINES, max_size=9), st.integers(-1, 4), queries(3))
def test_a_page_shows_any_scene_list(lines, number, more):
    scene_list = scenes.parse_scene_list("# A\nt=2\n" + "\n".join(lines))
    page = opened(
        bounded([*more, ("tour", "own"), ("scene", str(number))]),
        **{LOADED: scene_list},
    )
    assert all(line.isprintable() for line in notices_of(page)), notices_of(page)


LINKS = (
    "https://evil.example/",
    "https://evil.example?t=2",
    "https://evil.example/a/derive?t=2#https://evil.example",
    "//evil.example/derive",
    "/\\evil.example/check?t=2",
    "https://me:pass@evil.example:1/https://evil.example?page=//evil.example",
    "javascript:alert(1)//derive?t=2",
    "derive?page=//evil.example&text=https://evil.example",
)


def test_a_link_in_a_scene_list_keeps_its_page_and_settings_alone():
    for raw in LINKS:
        parsed = scenes.parse_scene_list(
            f"all: {raw}\n# A\n{raw}\nThe [b]({raw})"
        ).scenes
        for scene in parsed:
            parts = [phrase.query for part in scene.paragraphs for phrase in part]
            for phrase in ("", *parts):
                asked = scenes.scene_link(scene, "own", 1, phrase)
                assert asked.startswith("?page=")
                query = dict(parse_qsl(asked[1:]))
                assert query["page"] in PAGES
                assert "evil" not in "".join({**query, "text": ""}.values()), asked


def test_what_all_scenes_share_stays_small():
    shared = "all: " + "&".join(f"{name}=1" for name in "abcdefgh")
    long = f"all: text={'😀' * 20_000}"
    scene_list = scenes.parse_scene_list(
        "\n".join([shared] * 2000 + [long, "# A\nt=2"])
    )
    assert len(scenes.scene_link(scene_list.scenes[0], "own", 1)) < 13_000


def test_a_scene_leads_to_no_other_place():
    for page in ("/evil.example", "//evil.example", "javascript:x", "..%2F..%2Fx"):
        (scene,) = scenes.parse_scene_list(
            f"# A\npage={page}&t=2\n[b](page={page})"
        ).scenes
        for phrase in ("", f"page={page}"):
            asked = dict(parse_qsl(scenes.scene_link(scene, "own", 1, phrase)[1:]))
            assert asked["page"] in PAGES

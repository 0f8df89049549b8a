"""Tests that harmful files are refused with a message, in bounded time and memory."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.addresses import bounded, opened, queries
from tests.hostile.harmful_files import DEFLATED, REFUSED
from tests.hostile.strangers import (
    HALVES,
    MARKUP,
    NAMES,
    SIGNS,
    SOAK,
    is_plain,
    many,
    texts,
)
from tests.views.pages import notices_of
from tests.views.takehome.saved_files import ABOUT, archive, as_json
from views.address.notices import limit_notices
from views.address.settings import SETTINGS
from views.shell.navigation import GOAL
from views.shell.state import PENDING
from views.takehome.saved import differing_numbers, read_saved_view
from views.tour.scene_file import read_scene_file

ROOT = Path(__file__).parents[2]


NAMED = ("<b>$x$‮\n\ud800" + "n" * 500 + ".json", "../../etc/passwd", "\x00.npz", "")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_does_harm_is_refused_in_a_sentence(name):
    for called in NAMED:
        with pytest.raises(ValueError, match=r"^“") as why:
            read_saved_view(REFUSED[name], called)
        assert is_plain(str(why.value), 150), str(why.value)


def test_members_that_are_not_a_views_are_not_read():
    outside = [("../H.npy", b"x"), ("/etc/passwd", b"x"), ("sub/about.npy", b"x")]
    view = read_saved_view(archive([ABOUT, *outside], **DEFLATED), "a.npz")
    assert (view.arrays, view.notices) == ({}, [])


ODD = [None, True, -1, 1e308, 10**19, [], [[1]], {}, {"T": 1}, "1e999", *HALVES, *SIGNS]


KEYS = st.sampled_from(["page", *SETTINGS]) | st.sampled_from([*NAMES, *MARKUP])


@settings(max_examples=many(1000), suppress_health_check=list(HealthCheck))
@given(st.dictionaries(KEYS, st.sampled_from(ODD) | texts(99), max_size=12))
def test_any_view_in_a_file_is_read(view):
    loaded = read_saved_view(as_json(view=view, __proto__={"T": 9}), "a.json")
    assert set(loaded.values) == set(SETTINGS)
    assert all(map(is_plain, loaded.notices)), loaded.notices
    assert len(limit_notices(loaded.notices)) <= 6


@settings(max_examples=1000 if SOAK else 4, suppress_health_check=list(HealthCheck))
@given(queries(9))
def test_a_page_shows_any_view_of_a_file(pairs):
    loaded = read_saved_view(as_json(view=dict(bounded(pairs))), "a.json")
    state = {
        GOAL: (loaded.page, loaded.values),
        PENDING: (loaded.values, loaded.notices),
    }
    page = opened([], **state)
    assert {*loaded.notices} <= {*notices_of(page)}


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_arrays_of_any_kind_are_compared(odd):
    for array in (odd, [odd], [[1.0, odd], [2.0]], {"0": odd}):
        loaded = read_saved_view(as_json(H=array, loss=array, inputs=[array]), "a.json")
        (said,) = differing_numbers(loaded)
        assert is_plain(said), said


def test_scene_files_that_are_no_text_are_refused():
    for data in (*REFUSED.values(), "# A\nt=3".encode("utf-16"), b"\xff" * 400_001):
        scene_list = read_scene_file(
            SimpleNamespace(size=len(data), getvalue=lambda d=data: d)
        )
        assert scene_list.scenes == ()
        assert scene_list.errors
        assert all(map(is_plain, scene_list.errors)), scene_list.errors[:3]


ALONE = """
import encodings.cp437, json, resource, sys, time
from tests.hostile.harmful_files import REFUSED
from types import SimpleNamespace
from views.tour.scene_file import read_scene_file
from views.shell.state import PENDING
from views.takehome.saved import read_saved_view

opened = []
def watch(event, arguments):
    if event.startswith(("open", "os.", "exec", "compile", "subprocess", "socket",
                         "pickle", "import", "tempfile", "shutil")):
        opened.append([event, str(arguments[0])[:80]])

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most

try:
    read_saved_view(b"{}", "a.json")
except ValueError:
    pass
sys.addaudithook(watch)
before, slowest = peak(), 0.0
for data in REFUSED.values():
    start = time.process_time()
    try:
        read_saved_view(data, "a.npz")
    except ValueError:
        pass
    read_scene_file(SimpleNamespace(size=len(data), getvalue=lambda: data))
    slowest = max(slowest, time.process_time() - start)
print(json.dumps({"opened": opened, "grown": peak() - before, "slowest": slowest}))
"""


def test_nothing_is_opened_and_little_is_taken():
    """In a process of its own, which notes every file that is opened."""
    run = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["opened"] == []
    assert report["grown"] < 150_000, "kB, six times the largest file"
    assert report["slowest"] < 20, "seconds of work"

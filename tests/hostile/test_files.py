"""Files that do harm are refused in a sentence, in bounded time and memory."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from tests.hostile.test_addresses import bounded, opened, queries
from tests.views.shell.test_page import said
from tests.views.takehome.test_saved import ABOUT, archive, as_json, npy
from views.address.notices import shortened
from views.address.settings import SETTINGS
from views.shell.navigation import GOAL
from views.shell.state import PENDING
from views.takehome.saved import differing, load
from views.takehome.untrusted import LARGEST_FILE
from views.tour.scene_file import loaded

ROOT = Path(__file__).parents[2]
DEFLATED = {"compression": zipfile.ZIP_DEFLATED}


def headed(header, data=b"", version=b"\x01\x00"):
    """An array whose header says what it likes."""
    head = header.encode() + b"\n"
    size = len(head).to_bytes(2 if version[0] == 1 else 4, "little")
    return b"\x93NUMPY" + version + size + head + data


def shaped(shape, descr="<f8"):
    return headed(f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}")


def changed(data, at, new):
    """An archive whose last member has other bytes at this place of its entry."""
    where = data.rindex(b"PK\x01\x02") + at
    return data[:where] + new + data[where + len(new) :]


def zeros(size):
    """A member that unpacks to so many zeros, written piece by piece."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **DEFLATED, compresslevel=9) as into:
        into.writestr(*ABOUT)
        with into.open("H.npy", "w", force_zip64=True) as member:
            for _ in range(size // 1_000_000):
                member.write(bytes(1_000_000))
    return file.getvalue()


def deep(depth):
    return b'{"format": 1, "view": {"T": ' + b"[" * depth + b"]" * depth + b"}}"


HEADERS = {
    "huge": shaped("(999999999, 999999999)"),
    "huge and empty": shaped("(999999999, 999999999, 999999999, 0)"),
    "negative": shaped("(-1, 4)"),
    "code": shaped("(__import__('os').system('touch hacked'),)"),
    "code for a type": shaped("()", "'+__import__('os').getcwd()+'"),
    "object": shaped("(1,)", "|O"),
    "void": shaped("(1,)", "|V9999999"),
    "digits": shaped(f"({'9' * 60_000},)"),
    "version 3": headed("{'descr': '<f8', 'shape': ()}", version=b"\x03\x00"),
    "cut": b"\x93NUMPY\x01\x00\xff\xff",
}
MEMBERS = {
    "100 MB of zeros": zeros(100_000_000),
    "4 GB by what it says": changed(
        archive([ABOUT, ("H.npy", npy([1.0]))]), 24, (2**32 - 2).to_bytes(4, "little")
    ),
    "encrypted": changed(archive([ABOUT]), 8, b"\x01\x00"),
    "elsewhere": changed(archive([ABOUT]), 42, b"\xff\xff\xff\x7f"),
    "an archive in it": archive([("about.npy", archive([ABOUT]))]),
    "many": archive([ABOUT, *((f"{n}.npy", b"") for n in range(5000))]),
    "not about": archive([("../about.npy", ABOUT[1]), ("/about.npy", ABOUT[1])]),
    "a pickle": archive([("about.npy", npy(np.array([print], dtype=object)))]),
}
TEXTS = {
    "deep": deep(100_000),
    "a little less deep": deep(49_000),
    "digits": b'{"view": {"T": ' + b"9" * 1_000_000 + b"}}",
    "negative digits": b'{"view": {"T": -' + b"9" * 1_000_000 + b"}}",
    "twice": b'{"view": {"T": 1, "\\u0054": 2}}',
    "twice in twice": b'{"view": {}, "x": {"a": {"b": 1, "b": 2}}}',
    "NaN": b'{"view": {"scale": NaN}}',
    "UTF-16": json.dumps({"view": {}}).encode("utf-16"),
    "UTF-16 without a mark": json.dumps({"view": {}}).encode("utf-16-be"),
    "UTF-32": json.dumps({"view": {}}).encode("utf-32"),
    "two marks": b"\xef\xbb\xbf" * 2 + b"{}",
    "half a sign": b'{"view": {"text": "\xed\xa0\x80"}}',
    "cut": json.dumps({"view": {"text": "a" * 999}}).encode()[:-3],
    "two": b'{"view": {}} {"view": {}}',
    "long": b'{"view": {"text": "' + b"a" * LARGEST_FILE + b'"}}',
    "one unended string": b'{"view": {"' + b"\\u0041" * 1_000_000,
    "a pickle": b"\x80\x04\x95\x1e\x00\x00\x00cos\nsystem\n(S'touch hacked'\ntR.",
    "many": b'{"view": {' + b",".join(b'"%d":0' % n for n in range(60_000)) + b"}}",
    "wide": b'{"view": {}, "H": [' + b"[]," * 60_000 + b"[]" * 60_000 + b"]}",
}
REFUSED = {
    **{f"JSON {n}": data for n, data in TEXTS.items()},
    **{f"NPZ {n}": data for n, data in MEMBERS.items()},
    **{f"array {n}": archive([ABOUT, ("H.npy", d)]) for n, d in HEADERS.items()},
}
NAMED = ("<b>$x$‮\n\ud800" + "n" * 500 + ".json", "../../etc/passwd", "\x00.npz", "")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_does_harm_is_refused_in_a_sentence(name):
    for called in NAMED:
        with pytest.raises(ValueError, match=r"^“") as why:
            load(REFUSED[name], called)
        assert is_plain(str(why.value), 150), str(why.value)


def test_members_that_are_not_a_views_are_not_read():
    outside = [("../H.npy", b"x"), ("/etc/passwd", b"x"), ("sub/about.npy", b"x")]
    found = load(archive([ABOUT, *outside], **DEFLATED), "a.npz")
    assert (found.arrays, found.notices) == ({}, [])


ODD = [None, True, -1, 1e308, 10**19, [], [[1]], {}, {"T": 1}, "1e999", *HALVES, *SIGNS]
KEYS = st.sampled_from(["page", *SETTINGS]) | st.sampled_from([*NAMES, *MARKUP])


@settings(max_examples=many(1000), suppress_health_check=list(HealthCheck))
@given(st.dictionaries(KEYS, st.sampled_from(ODD) | texts(99), max_size=12))
def test_any_view_in_a_file_is_read(view):
    found = load(as_json(view=view, __proto__={"T": 9}), "a.json")
    assert set(found.values) == set(SETTINGS)
    assert all(map(is_plain, found.notices)), found.notices
    assert len(shortened(found.notices)) <= 6


@settings(max_examples=1000 if SOAK else 4, suppress_health_check=list(HealthCheck))
@given(queries(9))
def test_a_page_shows_any_view_of_a_file(pairs):
    found = load(as_json(view=dict(bounded(pairs))), "a.json")
    state = {GOAL: (found.page, found.values), PENDING: (found.values, found.notices)}
    page = opened([], **state)
    assert {*found.notices} <= {*said(page)}


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_arrays_of_any_kind_are_compared(odd):
    for array in (odd, [odd], [[1.0, odd], [2.0]], {"0": odd}):
        found = load(as_json(H=array, loss=array, inputs=[array]), "a.json")
        (said,) = differing(found)
        assert is_plain(said), said


def test_scene_files_that_are_no_text_are_refused():
    for data in (*REFUSED.values(), "# A\nt=3".encode("utf-16"), b"\xff" * 400_001):
        found = loaded(SimpleNamespace(size=len(data), getvalue=lambda d=data: d))
        assert found.scenes == ()
        assert found.errors
        assert all(map(is_plain, found.errors)), found.errors[:3]


ALONE = """
import encodings.cp437, json, resource, sys, time
from tests.hostile.test_files import REFUSED
from types import SimpleNamespace
from views.scene_file import loaded
from views.state import PENDING
from views.takehome.saved import load

opened = []
def watch(event, arguments):
    if event.startswith(("open", "os.", "exec", "compile", "subprocess", "socket",
                         "pickle", "import", "tempfile", "shutil")):
        opened.append([event, str(arguments[0])[:80]])

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most

try:
    load(b"{}", "a.json")
except ValueError:
    pass
sys.addaudithook(watch)
before, slowest = peak(), 0.0
for data in REFUSED.values():
    start = time.process_time()
    try:
        load(data, "a.npz")
    except ValueError:
        pass
    loaded(SimpleNamespace(size=len(data), getvalue=lambda: data))
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
    found = json.loads(run.stdout)
    assert found["opened"] == []
    assert found["grown"] < 150_000, "kB, six times the largest file"
    assert found["slowest"] < 20, "seconds of work"

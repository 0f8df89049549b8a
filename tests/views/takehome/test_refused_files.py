"""Tests that any file is read within the limits or is refused with a message."""

import contextlib
import json
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.views.takehome.saved_files import (
    ABOUT,
    WRITERS,
    archive,
    as_json,
    npy,
    saved,
)
from views.address.settings import PAGES, SETTINGS, Config
from views.takehome import untrusted
from views.takehome.export import ARRAYS
from views.takehome.saved import differing_numbers, read_saved_view

DEEP = b'{"format": 1, "view": {}, "H": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"


MANY = b'{"view": {' + b",".join(b'"n%d":0' % n for n in range(20_000)) + b"}}"


LONG = npy(np.zeros(4_000_000))


REFUSED = {
    "empty": b"",
    "large": b"[" + b" " * untrusted.LARGEST_FILE,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "no object": b"[1, 2]",
    "no settings": b"{}",
    "view is a list": as_json(view=[]),
    "not a number": b'{"format": 1, "view": {"scale": NaN}}',
    "infinity": b'{"format": 1, "view": {}, "loss": [Infinity]}',
    "twice": b'{"format": 1, "view": {"T": 1, "T": 2}}',
    "digits": b'{"view": {"T": ' + b"9" * 5000 + b"}}",
    "format": as_json(format="1"),
    "format is true": as_json(format=True),
    "deep": DEEP,
    "lists": b'{"view": {}, "H": [' + b"[]," * 200_000 + b"[]]}",
    "commas": b'{"view": {}, "H": [' + b"0," * 5_000_000 + b"0]}",
    "strings": b'{"view": {}, "H": [' + b'"a",' * 200_000 + b"0]}",
    "cut": as_json()[:-2],
    "no archive": b"PK\x05\x06" + bytes(18),
    "no about": archive([("H.npy", npy([1.0]))]),
    "members": archive([ABOUT, *((f"m{n}.npy", b"") for n in range(100))]),
    "two of a name": archive(
        [ABOUT, ("H.npy", npy([1.0])), ("Z.npy", npy([2.0]))]
    ).replace(b"Z.npy", b"H.npy"),
    "bomb": archive(
        [ABOUT, ("H.npy", LONG)], compression=zipfile.ZIP_DEFLATED, compresslevel=1
    ),
    "larger than it says": archive(
        [ABOUT, ("H.npy", npy(np.zeros(1000)))], compression=zipfile.ZIP_DEFLATED
    ).replace((8128).to_bytes(4, "little"), (136).to_bytes(4, "little")),
    "lzma": archive([ABOUT], compression=zipfile.ZIP_LZMA),
    "pickle": archive([ABOUT, ("H.npy", npy(np.array([{}], dtype=object)))]),
    "text": archive([ABOUT, ("H.npy", npy(np.array(["a"])))]),
    "big endian": archive([ABOUT, ("H.npy", npy(np.zeros(3, ">f8")))]),
    "short": archive([ABOUT, ("H.npy", npy(np.zeros(3))[:-1])]),
    "no header": archive([ABOUT, ("H.npy", b"\x93NUMPY")]),
    "comment": archive([ABOUT]) + b" ",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_saved_view_is_refused_in_a_plain_sentence(name):
    with pytest.raises(ValueError, match=r"^“<b>\?\.json” (is|has) .*\.$") as why:
        read_saved_view(REFUSED[name], "<b>\ud800.json")
    assert len(str(why.value)) < 150


@pytest.mark.parametrize("name", ["deep", "lists", "commas", "strings", "bomb"])
def test_what_a_refused_file_takes_is_bounded(name):
    tracemalloc.start()
    with contextlib.suppress(ValueError):
        read_saved_view(REFUSED[name], "a.json")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


KEYS = st.sampled_from(["page", *SETTINGS]) | st.text()


VALID = [saved(writer, Config()) for writer in WRITERS.values()]


@settings(max_examples=150)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "format": st.integers(-1, 3) | ANYTHING,
            "view": st.dictionaries(KEYS, ANYTHING) | ANYTHING,
            "config": ANYTHING,
            **{name: ANYTHING for name in ARRAYS},
        },
    )
)
def test_any_json_is_a_view_or_refused(content):
    harmless(json.dumps(content).encode())


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(VALID),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=4),
    st.integers(0, 40),
)
def test_damage_does_no_harm(data, changes, cut):
    damaged = bytearray(data)
    for offset, bytes_ in changes:
        offset %= len(damaged)
        damaged[offset : offset + len(bytes_)] = bytes_
    harmless(bytes(damaged[: len(damaged) - cut]))


@settings(max_examples=100)
@given(st.binary(), st.sampled_from([b"", b"PK\x03\x04", b"{", b"\x93NUMPY"]))
def test_any_bytes_are_refused(data, before):
    harmless(before + data)


def harmless(data):
    """Assert that a file is refused with a message, or opens within the limits."""
    try:
        loaded = read_saved_view(data, "a.npz")
    except ValueError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert refusal.endswith(".")
        return
    assert loaded.page in PAGES
    assert set(loaded.values) == set(SETTINGS)
    small = {n: min(loaded.values[n], 6) for n in ("D_h", "V", "T")}
    said = differing_numbers(loaded._replace(values=loaded.values | small))
    "".join([*loaded.notices, *said]).encode()

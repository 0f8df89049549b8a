"""A thousand files that are no networks, or hardly: right ones that were spoiled."""

import io
import json
import pickle
import zipfile
from collections.abc import Iterator

import numpy as np

from rnn_core.loading import LARGEST_FILE
from tests.hostile.harmful_files import HEADERS, MEMBERS, TEXTS
from tests.rnn_core.loading.files import (
    as_csv,
    as_json,
    as_npy,
    as_npz,
    as_safetensors,
)
from tests.rnn_core.loading.letters import WRITTEN

COUNT = 1000
HUGE = [
    "999999999",
    "-1",
    "0",
    "1e9",
    "4294967296",
    "18446744073709551615",
    "null",
    "[]",
]


def right(draw) -> bytes:
    """A right file of any format and convention."""
    names = list(WRITTEN)
    arrays, _ = WRITTEN[names[draw.integers(len(names))]](int(draw.integers(99)))
    arrays["inputs"], arrays["targets"] = np.array([0, 1]), np.array([1, 2])
    makers = [as_npz, lambda a: as_npz(a, compressed=True), as_json, as_safetensors]
    makers += [lambda a: as_npy(next(iter(a.values())))]
    makers += [lambda a: as_csv(np.atleast_2d(next(iter(a.values()))))]
    return makers[draw.integers(len(makers))](arrays)


def truncated(draw, data):
    return data[: draw.integers(len(data) + 1)]


def flipped(draw, data):
    out = bytearray(data)
    for place in draw.integers(0, len(out), draw.integers(1, 9)):
        out[place] ^= 1 << draw.integers(8)
    return bytes(out)


def overwritten(draw, data):
    start, size = draw.integers(len(data)), draw.integers(1, 40)
    return data[:start] + draw.bytes(size) + data[start + size :]


def repeated(draw, data):
    start, stop = sorted(draw.integers(0, len(data), 2))
    return data[:stop] + data[start:]


def lying(draw, data):
    """A number of the header is another: a shape, an offset, a size."""
    digits = [n for n, byte in enumerate(data[:4000]) if byte in b"0123456789"]
    if not digits:
        return data
    place = digits[draw.integers(len(digits))]
    return data[:place] + HUGE[draw.integers(len(HUGE))].encode() + data[place + 1 :]


def joined(draw, data):
    return data + right(draw)


def prefixed(draw, data):
    heads = [b"\x80\x04", b"PK\x03\x04", b"\x93NUMPY", b"{", b"\xef\xbb\xbf", b"\0" * 8]
    return heads[draw.integers(len(heads))] + data


def headed_npz(draw, data):
    """An archive whose H has a header that lies, and one of no member's size."""
    headers = list(HEADERS.values())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("H.npy", headers[draw.integers(len(headers))])
        archive.writestr("L.npy", flipped(draw, as_npy(np.ones((3, 5)))))
    return file.getvalue()


def nested(draw, data):
    depth = int(draw.integers(1, 5000))
    return b'{"H": ' + b"[" * depth + b"1" + b"]" * depth + b"}"


def odd_json(draw, data):
    """JSON with something in place of an array."""
    odd = [
        None,
        True,
        "a" * 9999,
        {},
        [],
        [[]],
        [1, [2]],
        [["a"]],
        1e308,
        -1,
        {"a": [1]},
    ]
    content = {name: array.tolist() for name, array in WRITTEN["own"](0)[0].items()}
    for name in draw.choice([*content, "inputs", "words", "activation"], 2):
        content[str(name)] = odd[draw.integers(len(odd))]
    return json.dumps(content).encode()


def pickled(draw, data):
    content = [{}, {"H": [[1.0]]}, print, [1, 2], np.eye(2), 0x1950A86A20F9469CFC6C]
    return pickle.dumps(content[draw.integers(len(content))], int(draw.integers(6)))


def large_networks() -> Iterator[tuple[str, bytes]]:
    """Files as large as may be, made to take time or memory."""
    size = LARGEST_FILE
    yield "numbers", b'{"H": [' + b"1.2345678901234567," * 4_199_000 + b"1]}"
    yield "lines", b"1\r" * (size // 2)
    yield "string", b'{"H": "' + b"a" * (size - 9) + b'"}'
    yield "unended", b'{"H": "' + b"\\u0041" * (size // 6 - 9)
    yield "quotes", b'{"H": "' + b'\\"' * (size // 2 - 9)
    yield "powers", b'{"H": [' + b"1e-400000000000000000," * 3_000_000 + b"1]}"
    yield "one number", b"1." + b"9" * (size - 9)
    yield "wide", b"1," * 4_190_000 + b"1"
    header = b"{'descr': '<U1000', 'fortran_order': False, 'shape': (20000,), }"
    head = b"\x93NUMPY\x01\x00\x76\x00" + header.ljust(117) + b"\n"
    yield "words", head + bytes(80_000_000)


SPOILED = (
    *(truncated, flipped, overwritten, repeated, lying, joined, prefixed),
    *(headed_npz, nested, odd_json, pickled),
)
BOMBS = (*TEXTS.values(), *MEMBERS.values(), *HEADERS.values())


def hostile_networks(count: int = COUNT, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """`count` files, those made to do harm first; what was done to each."""
    draw = np.random.default_rng(seed)
    for n in range(count):
        if n < len(BOMBS):
            yield "bomb", BOMBS[n]
        else:
            spoil = SPOILED[n % len(SPOILED)]
            yield spoil.__name__, spoil(draw, right(draw))

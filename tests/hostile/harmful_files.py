"""Files that would do harm: archive bombs, false headers, code, deep nesting."""

import io
import json
import zipfile

import numpy as np

from tests.views.takehome.saved_files import ABOUT, archive, npy
from views.takehome.untrusted import LARGEST_FILE

DEFLATED = {"compression": zipfile.ZIP_DEFLATED}


def headed(header, data=b"", version=b"\x01\x00"):
    """An array file with a header of one's own."""
    head = header.encode() + b"\n"
    size = len(head).to_bytes(2 if version[0] == 1 else 4, "little")
    return b"\x93NUMPY" + version + size + head + data


def shaped(shape, descr="<f8"):
    return headed(f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}")


def changed(data, offset, new):
    """An archive with other bytes at this place of the last member's entry."""
    where = data.rindex(b"PK\x01\x02") + offset
    return data[:where] + new + data[where + len(new) :]


def zeros(size):
    """An archive with a member that unpacks to that many zeros."""
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

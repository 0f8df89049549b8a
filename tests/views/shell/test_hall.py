"""Tests of the QR code of a link, and of scene lists in a link's fragment."""

import zlib
from base64 import urlsafe_b64decode

import pytest
import streamlit as st
import zxingcpp

from views.shell.hall import packed, qr
from views.shell.scenes import LONGEST, parse_scene_list

LIST = "# Mine\npage=unroll&t=2\nLook.\nnotes: Wait here.\nnotes: Ask who knows.\n"
LINK = "http://a.example/base/derive?line=3&text=the%20cat%20%C3%BC#scenes=a_b-"


@pytest.fixture(autouse=True)
def session(monkeypatch):
    kept: dict = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def picture(rows, quiet=4, scale=4):
    """A code's modules as grey levels, with its margin."""
    np = pytest.importorskip("numpy")
    dark = np.array([[int(bit) for bit in row] for row in rows], dtype=np.uint8)
    framed = 255 * (1 - np.pad(dark, quiet))
    return np.ascontiguousarray(np.kron(framed, np.ones((scale, scale), np.uint8)))


@pytest.mark.parametrize("length", [0, 300, 1500, qr.LONGEST - len(LINK)])
def test_another_program_reads_the_link_in_its_code(length):
    link = LINK + "x" * length
    (read,) = zxingcpp.read_barcodes(picture(qr.qr_rows(link)))
    assert read.format == zxingcpp.BarcodeFormat.QRCode
    assert read.text == link


def test_a_link_that_no_code_holds_has_none(session):
    assert qr.qr_rows("x" * (qr.LONGEST + 1)) == []
    qr.ask_for_qr("http://a.example/" + "x" * 50_000)
    code = qr.take_qr()
    assert code["rows"] == []
    assert len(code["link"]) < 10_000
    assert qr.take_qr() is None


def test_what_is_no_link_has_no_code(session):
    for sent in (None, 7, ["x"], "http://ü.example/", "\ud800"):
        qr.ask_for_qr(sent)
        assert qr.take_qr() is None


def unpacked(text):
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return zlib.decompress(raw, -zlib.MAX_WBITS).decode()


def test_a_list_is_packed_whole_and_read_as_a_file_is(session):
    text = LIST + "Ü → 😀\n"
    packed.take_fragment("=" + text)
    assert session[packed.LOADED] == parse_scene_list(text)
    assert unpacked(packed.packed_list()) == text
    assert not packed.keep(parse_scene_list(text), packed.FROM_LINK, text)


def test_a_list_too_long_for_a_link_is_kept_without_one(session):
    long = LIST + " ".join(str(n * 7919) for n in range(9000))
    packed.take_fragment("=" + long)
    assert len(session[packed.LOADED].scenes) == 1
    assert packed.packed_list() == ""


def test_a_list_without_a_scene_is_in_no_link(session):
    packed.take_fragment("=no scene at all")
    assert packed.packed_list() is None
    assert session[packed.LOADED].errors


def test_what_no_list_is_says_so_and_leaves_the_one_there_was(session):
    packed.take_fragment("=" + LIST)
    before = session[packed.LOADED]
    for sent in ("damaged", "long", "old", "=" + "x" * (LONGEST + 1), 7, None, "?"):
        packed.take_fragment(sent)
        assert session[packed.LOADED] is before
    _, said = session["_pending"]
    assert said == [packed.UNUSABLE[why] for why in ("damaged", "long", "old", "long")]


def test_notes_are_the_presenters_alone():
    (scene,) = parse_scene_list(LIST + "NOTES:And this.\nThe end.").scenes
    assert scene.notes == "Wait here.\nAsk who knows.\nAnd this."
    words = [phrase.words for part in scene.paragraphs for phrase in part]
    assert words == ["Look.", "The end."]

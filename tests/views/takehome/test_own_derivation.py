"""Tests of a visitor's own derivation in the handout and in the saved view."""

import json
import re

from tests.views.takehome.tex import HOSTILE, compiled
from views.address.settings import Config, Selection
from views.model.model import model
from views.takehome.handout import handout
from views.takehome.own_derivation import own_derivation
from views.takehome.saved import read_saved_view, saved_json, view_of

FIRST = "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)"
WRONG = "delta_i^(t<-t) h_j^(t)"
MATRIX = "delta^(t<-t) (h^(t-1))'"
PICK = Selection("H", 1, 2, 3, 0)


def view(*rows, **others):
    return {
        "predict": "whole",
        "derivation": "hidden-weights",
        "line": 1,
        "written": "\n".join([*rows, ""]),
        **others,
    }


def test_its_lines_are_set_with_their_verdicts_and_strangers_text_as_text(tmp_path):
    own = own_derivation(Config(), "sum", view(FIRST, WRONG, HOSTILE, MATRIX))
    paper = compiled(handout(model(Config()), PICK, own=own), tmp_path)
    assert paper.complaints == []
    flat = re.sub(r"\s+", " ", paper.text)
    assert "Your own derivation: (3) " in flat
    assert "Right: this is line 1." in flat
    assert "This does not equal the left side." in flat
    assert r"$\input{x}$ #%&_{}~^\ <b> *md* \end{document}" in flat
    assert "Right, and 4 lines on: this is line 6." in flat


def test_without_lines_of_ones_own_there_is_no_section():
    assert own_derivation(Config(), "sum", view()) == ""
    assert own_derivation(Config(), "sum", view(FIRST, predict="write")) == ""
    assert own_derivation(Config(), "sum", view(FIRST, line=99)) != ""


def test_a_saved_view_brings_the_lines_back():
    values = view_of("derive", view(FIRST, MATRIX))
    saved = saved_json(model(Config()), PICK, "sum", values)
    assert json.loads(saved)["view"]["written"] == f"{FIRST}\n{MATRIX}\n"
    loaded = read_saved_view(saved.encode(), "view.json")
    assert loaded.notices == []
    assert loaded.values["written"] == f"{FIRST}\n{MATRIX}\n"
    assert loaded.values["predict"] == "whole"

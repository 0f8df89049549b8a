"""Tests that what is taken under any names comes back and is read under them."""

import ast
import io
import re
from itertools import combinations

import numpy as np
import pytest

from derivations.mistakes.table import MISTAKES as FORMULAS
from rnn_core import MISTAKES
from rnn_core.diagnosis import SmallNetwork
from tests.views.check.own_passes import hand_written
from views.address.settings import Config
from views.check.brought import read_brought
from views.check.take_network import network_npz, numpy_source, small_npz
from views.check.telling_network import hiding_words
from views.model.model import model
from views.text.naming import CALLED, code_in_names, in_names, written_in

CONFIG = Config(D_h=4, T=6, activation="tanh")
NET = model(CONFIG)
TRUE = hand_written(CONFIG)
ALL = ("H", "L", "U", "h0")
SOME = [names for count in range(1, 5) for names in combinations(ALL, count)]
OTHERS = [names for names in CALLED if names != "source"]
MODULE = {"fc_weight": "fc.weight"}


def same(brought, names, gradients=TRUE):
    assert set(brought.gradients) == set(names)
    for name in names:
        np.testing.assert_array_equal(brought.gradients[name], gradients[name])


def written(names, scheme, form):
    """Gradients as somebody prints them who calls them as a scheme does."""
    called = {
        "dH": {name: in_names(f"d{name}", scheme) for name in names},
        "H": {name: in_names(name, scheme) for name in names},
        "H.grad": {name: f"{in_names(name, scheme)}.grad" for name in names},
        "module": {
            name: f"{MODULE.get(own := in_names(name, scheme), own)}.grad"
            for name in names
        },
    }[form]
    return "\n".join(f"{called[name]} = {TRUE[name].tolist()}" for name in names)


@pytest.mark.parametrize("form", ["dH", "H", "H.grad", "module"])
@pytest.mark.parametrize("scheme", CALLED)
def test_any_of_them_come_back_under_the_names_on_the_screen(scheme, form):
    for names in SOME:
        brought = read_brought(NET, written(names, scheme, form), names=scheme)
        same(brought, names)
        assert brought.as_is is None
        assert not [note for note in brought.notes if "transposed" in note]
        if form != "H":
            assert not brought.notes


@pytest.mark.parametrize("form", ["dH", "H.grad", "module"])
@pytest.mark.parametrize("scheme", CALLED)
def test_other_names_than_those_on_the_screen_are_known_too(scheme, form):
    for names in SOME:
        for here in CALLED:
            brought = read_brought(NET, written(names, scheme, form), names=here)
            alone = brought.as_is or brought
            same(alone, names)


def test_a_transposed_matrix_is_wrong_where_the_screen_has_its_name():
    text = f"dW_hh = {TRUE['H'].T.tolist()}"
    brought = read_brought(NET, text, names="wxh")
    same(brought, ["H"], {"H": TRUE["H"].T})
    assert brought.as_is is None


def test_one_matrix_in_rows_is_turned_by_the_size_of_the_network():
    brought = read_brought(NET, f"dW_xh = {TRUE['L'].T.tolist()}")
    same(brought, ["L"])
    assert not [note for note in brought.notes if "More than one layout" in note]


@pytest.mark.parametrize("scheme", CALLED)
def test_the_text_runs_under_each_names_and_prints_what_is_read(scheme):
    source = in_names(numpy_source(NET, "sum"), scheme)
    out = []
    scope = {in_names(f"d{name}", scheme): array for name, array in TRUE.items()}
    scope["print"] = lambda *parts: out.append(" ".join(map(str, parts)))
    exec(source, scope)
    for name in ALL:
        made = scope[in_names(name, scheme)]
        np.testing.assert_array_equal(made, getattr(NET.params, name))
    same(read_brought(NET, "\n".join(out), names=scheme), ALL)


@pytest.mark.parametrize("scheme", CALLED)
def test_the_file_has_the_names_and_comes_back_with_gradients(scheme):
    arrays = dict(np.load(io.BytesIO(network_npz(NET, scheme))))
    assert {in_names(name, scheme) for name in ALL} < arrays.keys()
    gradients = {in_names(f"d{name}", scheme): TRUE[name] for name in ALL}
    file = io.BytesIO()
    np.savez(file, **arrays, **gradients)
    for here in CALLED:
        brought = read_brought(NET, "", file.getvalue(), "mine.npz", here)
        same(brought, ALL)
        assert brought.own
        assert brought.activation == "tanh"
        np.testing.assert_array_equal(brought.params.H, NET.params.H)
        np.testing.assert_array_equal(brought.params.h0, NET.params.h0)


def test_a_network_that_tells_mistakes_apart_has_the_names():
    network = SmallNetwork(NET.params, NET.trace.inputs, NET.trace.targets)
    arrays = np.load(io.BytesIO(small_npz(network, "tanh", "torch")))
    assert {"weight_hh_l0", "weight_ih_l0", "fc_weight", "h0"} < {*arrays}


def test_a_visitors_names_stay_in_notes_and_refusals():
    theirs = {"H": "dW", "L": "dU", "U": "dV"}
    text = "\n".join(f"{own} = {TRUE[name].tolist()}" for name, own in theirs.items())
    (note,) = read_brought(NET, text, names="coursera").notes
    said = in_names(note, "coursera")
    assert said.endswith("“dW” is W_aa, “dU” is W_ax, “dV” is W_ya.")
    with pytest.raises(ValueError, match="“dW_aa” has shape") as refused:
        read_brought(NET, "dW_aa = [[1, 2], [3, 4], [5, 6]]", names="coursera")
    assert "“dH”" not in str(refused.value)
    with pytest.raises(ValueError, match="“dH” is there twice"):
        read_brought(NET, "dH = [1]\ndH = [2]")


CODE = [code for m in MISTAKES.values() for code in (m.code_wrong, m.code_right)]


@pytest.mark.parametrize("scheme", OTHERS)
def test_code_of_mistakes_keeps_its_names_apart(scheme):
    changed = 0
    for code in CODE:
        mine = [n.id for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Name)]
        theirs = code_in_names(code, scheme)
        names = [n.id for n in ast.walk(ast.parse(theirs)) if isinstance(n, ast.Name)]
        assert len(names) == len(mine)
        pairs = {*zip(mine, names, strict=True)}
        assert len(pairs) == len({*mine}) == len({*names}), theirs
        changed += code != theirs
        assert not {"H", "L", "U", "dH", "dL", "dU"} & {*names}
        if scheme == "coursera":
            assert not re.search(r"sigma|\bh0?\b", theirs)
    assert changed > len(CODE) / 2


def test_prose_of_mistakes_has_no_name_that_cannot_be_changed():
    for slug, mistake in MISTAKES.items():
        formula = FORMULAS[slug]
        for text in (mistake.title, mistake.did, formula.why, formula.trap or ""):
            said = in_names(text, "coursera")
            assert not re.search(r"(?<![\w.])d?(?:[HLU]|h0?)(?![a-zA-Z])", said), said


def test_titles_in_quotation_marks_are_in_the_names():
    with written_in("wxh"):
        said = hiding_words((), ("Back through H where H′ is meant",))
    assert "“Back through W_hh where W_hh′ is meant”" in said

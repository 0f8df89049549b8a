"""Tests of the widget without a notebook: its data, its picks, and who shares what."""

import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from rnn_core import Params, backward, contribution_factors, forward
from tests.unrolled_notebook.small import small
from tests.views.own_networks import arrays, params_of
from tests.views.pages import component_data, open_page
from unrolled_notebook import Pick, show
from unrolled_notebook.pictures import ROLES
from views.address.settings import Config
from views.components.joining import VIEWS
from views.model.model import model

COMPONENTS = {
    "headline": ("formulas", 0),
    "network": ("network", 0),
    "triangle": ("triangle", 0),
    "bars": ("bars", 0),
    "chain": ("formulas", 1),
}


def shown(widget, role):
    return json.loads(widget._shown[role])


def from_browser(widget, pick, heard):
    """What the browser sends after a pick of its own."""
    widget.set_state({"pick": list(pick), "_heard": heard})


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ({}, {}),
        ({"matrix": "L", "i": 2, "j": 2, "t": 4, "k": 3, "T": 6}, {}),
        (
            {"matrix": "U", "names": "torch", "reduction": "mean", "D_h": 13},
            {"names": "torch", "reduction": "mean"},
        ),
    ],
)
def test_pictures_are_sent_what_the_page_sends(query, options):
    page = open_page(**query)
    sizes = {key: value for key, value in query.items() if key in ("D_h", "T")}
    net = model(Config(**sizes))
    at = {"matrix": "H", "i": 1, "j": 2, "t": 3, "k": 0, **query}
    words = [net.word(v) for v in range(net.params.vocab)]
    place = (at["matrix"], at["i"] - 1, at["j"] - 1)
    widget = show(net.back, *place, t=at["t"], k=at["k"], words=words, **options)
    for role, (name, which) in COMPONENTS.items():
        expected = component_data(page, name, which)
        expected.pop("katex", None)
        expected["at_once"].pop("steps", None)
        assert shown(widget, role) == expected, role
    known = component_data(page, "known")
    for more in ("longest", "drawing"):
        known.pop(more, None)
    assert json.loads(widget._known) == known


def test_a_pick_in_the_browser_is_a_value_in_the_engine_s_indices():
    words, back = small()
    widget, seen = show(back, "H", 0, 1, words=words), []
    assert widget.pick == Pick("H", 0, 1, 4, 0)
    widget.observe(lambda change: seen.append(change["new"]), "pick")
    from_browser(widget, ("H", 2, 1, 3, 1), heard=1)
    assert seen == [widget.pick] == [Pick("H", 2, 1, 3, 1)]
    expected = back.instances("H", 2, 1)
    assert shown(widget, "triangle")["cells"] == expected.tolist()
    number = contribution_factors(back, *widget.pick)[-1].product[0, 0]
    assert number == pytest.approx(expected[2, 1], rel=1e-13)
    for role in COMPONENTS:
        assert shown(widget, role)["at_once"]["heard"] == 1


def test_a_pick_that_is_made_again_is_heard_too():
    widget = show(small()[1])
    from_browser(widget, widget.pick, heard=1)
    assert shown(widget, "network")["at_once"]["heard"] == 1


def test_a_pick_that_is_set_moves_the_pictures():
    widget = show(small()[1], "H", 0, 1)
    widget.pick = ["L", 1, 2, 4, 1]
    assert widget.pick == Pick("L", 1, 2, 4, 1)
    data = shown(widget, "network")
    assert (data["matrix"], data["i"], data["j"], data["t"]) == ("L", 2, 3, 4)


@pytest.mark.parametrize(
    ("pick", "error", "words"),
    [
        (("H", 3, 0, 1, 0), IndexError, "i is 3; .* from 0 to 2"),
        (("L", 0, 6, 1, 0), IndexError, "j is 6"),
        (("U", 6, 0, 1, 0), IndexError, "i is 6"),
        (("H", 0, 0, 5, 0), IndexError, "t is 5; .* from 1 to 4"),
        (("H", 0, 0, 2, 2), IndexError, "k is 2; .* from 0 to 1"),
        (("W", 0, 0, 1, 0), ValueError, "matrix is 'W'"),
        (("H", 0, 0.5, 1, 0), TypeError, "j is 0.5"),
        (("H", 0, 0, 1), ValueError, "pick is"),
        ("H", ValueError, "pick is 'H'"),
    ],
)
def test_a_pick_that_is_none_is_told_and_changes_nothing(pick, error, words):
    widget = show(small()[1], "H", 0, 1)
    before = widget._shown
    with pytest.raises(error, match=words):
        widget.pick = pick
    assert widget.pick == Pick("H", 0, 1, 4, 0)
    assert widget._shown == before


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"words": ["a"]}, ValueError, "words has 1 entries; it must have 6"),
        ({"words": range(6)}, TypeError, "words must be texts"),
        ({"reduction": "max"}, ValueError, "reduction is 'max'"),
        ({"window": 0}, ValueError, "window is 0"),
        ({"names": "bishop"}, ValueError, "names is 'bishop'"),
    ],
)
def test_a_wrong_argument_is_told(options, error, words):
    with pytest.raises(error, match=words):
        show(small()[1], **options)
    with pytest.raises(TypeError, match="back is Trace"):
        show(small()[1].trace)


def test_any_network_can_be_shown():
    """One unit and one step; more steps than the page has; one that holds biases."""
    one = backward(forward(Params.random(1, 2), [0], [1]))
    assert show(one).pick == Pick("H", 0, 0, 1, 0)
    words = np.arange(131) % 7
    long = backward(forward(Params.random(40, 7), words[:-1], words[1:], "tanh"))
    widget = show(long, "H", 39, 39)
    assert shown(widget, "triangle")["go"]
    assert json.loads(widget._known)["net"] == ""
    biased = params_of(arrays(), "sigmoid")
    back = backward(forward(biased, [0, 1, 2], [1, 2, 3], "sigmoid"))
    last = biased.H.shape[0] - 1
    show(back, "H", 0, last)
    with pytest.raises(IndexError, match=f"i is {last}"):
        show(back, "H", last, 0)


def test_truncation_and_the_whole_loss_are_the_engine_s():
    back = small()[1]
    for reduction in ("sum", "mean", "last"):
        widget = show(back, "H", 1, 2, reduction=reduction, window=2)
        gradient = back.gradients(window=2, reduction=reduction).H[1, 2]
        assert shown(widget, "triangle")["total"] == pytest.approx(gradient, rel=1e-13)


def test_words_are_text_in_the_data_alone():
    hostile = "</script><img src=x onerror=alert(1)>**$x$"
    widget = show(small()[1], words=[hostile] * 6)
    assert shown(widget, "network")["words"] == [hostile] * 4
    assert hostile not in widget._esm


def test_where_no_widget_can_be_shown_it_says_what_it_is():
    assert "Pick(matrix='H', i=0, j=0, t=4, k=0)" in repr(show(small()[1]))


def test_its_script_imports_nothing_and_has_a_file_for_each_picture():
    script = show(small()[1])._esm
    assert not re.search(r"^\s*(import|export (?!default))\b", script, re.MULTILINE)
    assert script.count("export default") == 1
    for picture in ROLES.values():
        assert f'"{picture.script}": ' in script
        assert all((VIEWS / name).is_file() for name in picture.styles)


def test_its_colours_are_the_app_s():
    theme = (Path(VIEWS).parent / ".streamlit" / "config.toml").read_text("utf-8")
    light, dark = (tomllib.loads(theme)["theme"][name] for name in ("light", "dark"))
    css = (VIEWS / "unroll" / "apart" / "apart.css").read_text("utf-8")
    said = [
        re.findall(r"--st-([a-z-]+-color): (#\w+)", part) for part in css.split("}")
    ]
    names = ("primary-color", "secondary-background-color", "text-color")
    keys = ("primaryColor", "secondaryBackgroundColor", "textColor")
    for rule, colours in zip(said[:2], (light, dark), strict=True):
        expected = {name: colours[key] for name, key in zip(names, keys, strict=True)}
        assert dict(rule) == expected

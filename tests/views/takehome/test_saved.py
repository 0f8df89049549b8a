"""Tests that a saved view is restored to the last bit."""

import io
import json
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.views.takehome.saved_files import CONFIGS, PICK, WRITERS, as_json, saved
from tests.weights import OVER
from views.address.notices import MOST, limit_notices
from views.address.settings import PAGES, SETTINGS, Choice, Config, Selection, Text
from views.model.model import model
from views.takehome.export import ARRAYS, FORMAT, LARGEST, numbers_json, view_arrays
from views.takehome.saved import (
    differing_numbers,
    read_saved_view,
    saved_json,
    saved_npz,
    view_of,
)
from views.takehome.untrusted import read_contents
from views.unroll.triangle import triangle


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("config", CONFIGS)
def test_a_view_comes_back_to_the_last_bit(name, config):
    pick = Selection("L", 2, 3, 5 if config.T > 4 else 2, 1)
    more = {"reduction": "mean", "derivation": "full-gradient", "line": 3}
    back = read_saved_view(saved(WRITERS[name], config, pick, "derive", **more), name)
    assert back.notices == []
    assert back.page == "derive"
    expected = view_of("derive", asdict(config) | asdict(pick) | more)
    assert {"page": back.page, **back.values} == expected
    again = Config(**{n: back.values[n] for n in asdict(config)})
    assert again == config
    ours = view_arrays(model(config), pick)
    assert list(back.arrays) == list(ours) == list(ARRAYS)
    for key, array in ours.items():
        theirs = np.asarray(back.arrays[key], dtype=array.dtype)
        assert theirs.shape == array.shape
        assert theirs.tobytes() == array.tobytes(), key
    assert differing_numbers(back) == []


def value_of(setting):
    if isinstance(setting, Choice):
        return st.sampled_from(setting.options)
    if isinstance(setting, Text):
        return st.text(max_size=200)
    if setting.kind is int:
        return st.integers(int(setting.low), int(setting.high))
    return st.floats(setting.low, setting.high).map(lambda x: float(f"{x:.15g}"))


VIEWS = st.fixed_dictionaries({n: value_of(s) for n, s in SETTINGS.items()})


@settings(max_examples=40)
@given(VIEWS, st.sampled_from(list(PAGES)))
def test_every_setting_comes_back(values, page):
    assert set(view_of(page, values)) == {"page", *SETTINGS}
    for name, writer in WRITERS.items():
        net = model(Config())
        file = writer(net, PICK, "sum", view_of(page, values))
        back = read_saved_view(file.encode() if isinstance(file, str) else file, name)
        assert (back.page, back.values, back.notices) == (page, values, [])


def test_json_and_npz_say_the_same_and_numpy_reads_it():
    net, view = model(CONFIGS[2]), view_of("check", asdict(CONFIGS[2]))
    text = json.loads(saved_json(net, PICK, "mean", view))
    with np.load(io.BytesIO(saved_npz(net, PICK, "mean", view))) as stored:
        about = json.loads(stored["about"].tobytes())
        for name in ARRAYS:
            np.testing.assert_array_equal(stored[name], text[name])
    assert about == {k: v for k, v in text.items() if k not in ARRAYS}
    assert text["format"] == FORMAT
    assert text["view"] == view


def test_the_largest_network_fits_and_what_is_left_out_is_named():
    config = Config(D_h=256, V=10_000, T=100)
    file = saved(saved_npz, config)
    assert len(file) <= LARGEST + 10_000
    loaded = read_saved_view(file, "view.npz")
    with np.load(io.BytesIO(file)) as stored:
        left_out = json.loads(stored["about"].tobytes())["left_out"]
    assert left_out
    assert set(left_out) | set(loaded.arrays) == set(ARRAYS)
    assert differing_numbers(loaded) == []


def test_a_file_of_before_the_view_was_in_it():
    pick = Selection("U", 3, 1, 2, 1)
    back = read_saved_view(
        numbers_json(model(CONFIGS[2]), pick, "mean").encode(), "old.json"
    )
    assert back.page == "unroll"
    assert back.notices == []
    assert [back.values[n] for n in ("matrix", "i", "t", "k")] == ["U", 3, 2, 1]
    assert back.values["reduction"] == "mean"
    assert back.values["gain"] == 1.1
    assert differing_numbers(back) == []


def test_numbers_that_were_changed_are_said():
    content = json.loads(saved(saved_json, Config()))
    content["loss"][1] *= 1 + 1e-15
    (close,) = differing_numbers(
        read_saved_view(json.dumps(content).encode(), "a.json")
    )
    assert "loss differ in the last digits" in close
    content["H"][0][0] += 0.5
    content["L"] = "nonsense"
    content["U"] = [[1], [1, 2]]
    (far, _) = differing_numbers(
        read_saved_view(json.dumps(content).encode(), "a.json")
    )
    assert far.startswith("The file’s H, L, U are not what this view gives")


@pytest.mark.parametrize(
    ("view", "value", "said"),
    [
        ({"T": 500}, 100, "T = “500” is not from 1 to 100: 100 is used."),
        ({"T": "7"}, 7, None),
        ({"T": "1e999"}, 4, "is not a whole number"),
        ({"T": True}, 4, "T is true or false and not a number: “4” is used."),
        ({"T": None}, 4, "T is null and not a number"),
        ({"T": [[[]]]}, 4, "T is a list and not a number"),
        ({"T": 10**19}, 100, "is not from 1 to 100"),
        ({"T": 4.5}, 4, "is not a whole number"),
        ({"scale": 0.1 + 0.2}, 0.3, "more digits than a link carries: 0.3 is used."),
        ({"text": 7}, SETTINGS["text"].default, "text is a number and not text"),
        ({"text": "a \ud800 b"}, "a ? b", "signs that are no text"),
        ({"text": "a" * 1001}, "a" * 1000, "has 1,001 characters"),
        ({"activation": "<b>"}, "sigmoid", "activation = “<b>” is none of"),
        ({"\ud800": 1}, None, "The file has “?”, which means nothing here."),
        ({"page": "admin"}, None, "There is no page “admin”: this is Unroll."),
        ({"page": {}}, None, "There is no page “an object”: this is Unroll."),
    ],
)
def test_a_value_that_cannot_be_used_is_said(view, value, said):
    back = read_saved_view(as_json(view=view), "a.json")
    for name in set(view) & set(SETTINGS):
        assert back.values[name] == value
    assert set(back.values) == set(SETTINGS)
    assert len(back.notices) == (said is not None)
    if said:
        assert said in back.notices[0]
    "".join(back.notices).encode()


def test_a_newer_format_is_read_as_far_as_it_is_known():
    back = read_saved_view(
        as_json(format=FORMAT + 8, view={"T": 5, "new": 1}), "a.json"
    )
    assert back.values["T"] == 5
    assert "has format 9" in back.notices[0]
    many = read_saved_view(as_json(view={f"n{k}": k for k in range(99)}), "a.json")
    assert len(limit_notices(many.notices)) == MOST + 1


@pytest.mark.parametrize("writer", WRITERS.values())
@pytest.mark.parametrize("whatif", ["truncate", "nudge"])
@pytest.mark.parametrize("window", [0, 1, 2, 100])
@pytest.mark.parametrize("reduction", OVER)
def test_the_gradient_of_a_file_is_that_on_the_screen(
    writer, whatif, window, reduction
):
    config = Config(T=7, activation="tanh")
    back = model(config).back
    for matrix in "HLU":
        pick = Selection(matrix, 2, 1, 5, 4)
        about = read_contents(
            saved(
                writer, config, pick, window=window, whatif=whatif, reduction=reduction
            ),
            "view",
        ).about
        width = min(window, 7) if whatif == "truncate" else 0
        drawn = triangle(model(config), pick, reduction, width)
        assert about["window"] == width
        assert about["gradient"] == drawn["total"]
        for name, cut in (("gradient", width), ("full_gradient", 0)):
            known = back.gradients(window=cut or None, reduction=reduction)
            expected = getattr(known, matrix)[1, 0]
            assert about[name] == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_files_without_a_window_still_open():
    content = json.loads(saved(saved_json, Config(), whatif="truncate", window=2))
    for name in ("window", "full_gradient"):
        del content[name]
    loaded = read_saved_view(json.dumps(content).encode(), "old.json")
    assert (loaded.notices, loaded.values["window"]) == ([], 2)
    assert differing_numbers(loaded) == []

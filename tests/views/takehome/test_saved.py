"""A saved view comes back to the last bit; a file that anyone made does no harm."""

import contextlib
import io
import json
import tracemalloc
import zipfile
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.views.shell.test_page import APP, data, said
from views.address.notices import MOST, shortened
from views.address.settings import PAGES, SETTINGS, Choice, Config, Selection, Text
from views.model.model import model
from views.takehome import untrusted
from views.takehome.export import ARRAYS, FORMAT, LARGEST, arrays, numbers_json
from views.takehome.saved import differing, load, saved_json, saved_npz, view_of

PICK = Selection("H", 1, 2, 3, 0)
WRITERS = {"view.json": saved_json, "view.npz": saved_npz}
HOSTILE = "Ünïcode שלום 😀 $x$ \\input{a} <b>*_`\u2028 \x00\x1b[31m it’s “so”"
CONFIGS = [
    Config(),
    Config(D_h=2, V=3, T=7, seed=9, scale=2.5, activation="tanh", text=HOSTILE * 3),
    Config(D_h=5, V=9, T=6, recurrent="orthogonal", gain=1.1, activation="identity"),
    Config(edits="H1.2_0.1*x2_sea*step_0.3_mean_w2*h2_-0*U6.1_2e-5", activation="relu"),
    Config(D_h=33, V=40, T=12, start=20, edits="step_0.5*step_0.5*L3.4_-1"),
]


def saved(writer, config, pick=PICK, page="unroll", **more):
    net = model(config)
    view = view_of(page, asdict(config) | asdict(pick) | more)
    file = writer(net, pick, more.get("reduction", "sum"), view)
    return file.encode() if isinstance(file, str) else file


def as_json(**content):
    return json.dumps({"format": FORMAT, "view": {}} | content).encode()


def archive(members, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as into:
        for name, data in members:
            into.writestr(name, data)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array))
    return file.getvalue()


ABOUT = ("about.npy", npy(np.frombuffer(as_json(), np.uint8)))


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("config", CONFIGS)
def test_a_view_comes_back_to_the_last_bit(name, config):
    pick = Selection("L", 2, 3, 5 if config.T > 4 else 2, 1)
    more = {"reduction": "mean", "derivation": "full-gradient", "line": 3}
    back = load(saved(WRITERS[name], config, pick, "derive", **more), name)
    assert back.notices == []
    assert back.page == "derive"
    expected = view_of("derive", asdict(config) | asdict(pick) | more)
    assert {"page": back.page, **back.values} == expected
    again = Config(**{n: back.values[n] for n in asdict(config)})
    assert again == config
    ours = arrays(model(config), pick)
    assert list(back.arrays) == list(ours) == list(ARRAYS)
    for key, array in ours.items():
        theirs = np.asarray(back.arrays[key], dtype=array.dtype)
        assert theirs.shape == array.shape
        assert theirs.tobytes() == array.tobytes(), key
    assert differing(back) == []


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
        back = load(file.encode() if isinstance(file, str) else file, name)
        assert (back.page, back.values, back.notices) == (page, values, [])


def test_json_and_npz_say_the_same_and_numpy_reads_it():
    net, view = model(CONFIGS[2]), view_of("check", asdict(CONFIGS[2]))
    text = json.loads(saved_json(net, PICK, "mean", view))
    with np.load(io.BytesIO(saved_npz(net, PICK, "mean", view))) as found:
        about = json.loads(found["about"].tobytes())
        for name in ARRAYS:
            np.testing.assert_array_equal(found[name], text[name])
    assert about == {k: v for k, v in text.items() if k not in ARRAYS}
    assert text["format"] == FORMAT
    assert text["view"] == view


def test_the_largest_network_fits_and_what_is_left_out_is_named():
    config = Config(D_h=256, V=10_000, T=100)
    file = saved(saved_npz, config)
    assert len(file) <= LARGEST + 10_000
    found = load(file, "view.npz")
    with np.load(io.BytesIO(file)) as stored:
        left_out = json.loads(stored["about"].tobytes())["left_out"]
    assert left_out
    assert set(left_out) | set(found.arrays) == set(ARRAYS)
    assert differing(found) == []


def test_a_file_of_before_the_view_was_in_it():
    pick = Selection("U", 3, 1, 2, 1)
    back = load(numbers_json(model(CONFIGS[2]), pick, "mean").encode(), "old.json")
    assert back.page == "unroll"
    assert back.notices == []
    assert [back.values[n] for n in ("matrix", "i", "t", "k")] == ["U", 3, 2, 1]
    assert back.values["reduction"] == "mean"
    assert back.values["gain"] == 1.1
    assert differing(back) == []


def test_numbers_that_were_changed_are_said():
    content = json.loads(saved(saved_json, Config()))
    content["loss"][1] *= 1 + 1e-15
    (close,) = differing(load(json.dumps(content).encode(), "a.json"))
    assert "loss differ in the last digits" in close
    content["H"][0][0] += 0.5
    content["L"] = "nonsense"
    content["U"] = [[1], [1, 2]]
    (far, _) = differing(load(json.dumps(content).encode(), "a.json"))
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
    back = load(as_json(view=view), "a.json")
    for name in set(view) & set(SETTINGS):
        assert back.values[name] == value
    assert set(back.values) == set(SETTINGS)
    assert len(back.notices) == (said is not None)
    if said:
        assert said in back.notices[0]
    "".join(back.notices).encode()


def test_a_newer_format_is_read_as_far_as_it_is_known():
    back = load(as_json(format=FORMAT + 8, view={"T": 5, "new": 1}), "a.json")
    assert back.values["T"] == 5
    assert "has format 9" in back.notices[0]
    many = load(as_json(view={f"n{k}": k for k in range(99)}), "a.json")
    assert len(shortened(many.notices)) == MOST + 1


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
        load(REFUSED[name], "<b>\ud800.json")
    assert len(str(why.value)) < 150


@pytest.mark.parametrize("name", ["deep", "lists", "commas", "strings", "bomb"])
def test_what_a_refused_file_takes_is_bounded(name):
    tracemalloc.start()
    with contextlib.suppress(ValueError):
        load(REFUSED[name], "a.json")
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
    for at, bytes_ in changes:
        at %= len(damaged)
        damaged[at : at + len(bytes_)] = bytes_
    harmless(bytes(damaged[: len(damaged) - cut]))


@settings(max_examples=100)
@given(st.binary(), st.sampled_from([b"", b"PK\x03\x04", b"{", b"\x93NUMPY"]))
def test_any_bytes_are_refused(data, before):
    harmless(before + data)


def harmless(data):
    """Refused in a sentence, or a view within the limits, whose sentences are text."""
    try:
        found = load(data, "a.npz")
    except ValueError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert refusal.endswith(".")
        return
    assert found.page in PAGES
    assert set(found.values) == set(SETTINGS)
    small = {n: min(found.values[n], 6) for n in ("D_h", "V", "T")}
    said = differing(found._replace(values=found.values | small))
    "".join([*found.notices, *said]).encode()


class File:
    """A file as Streamlit hands it over."""

    def __init__(self, name, data):
        self.name, self.size, self.data = name, len(data), data

    def getvalue(self):
        return self.data


def opening():
    import streamlit as st

    from views.takehome.loading import load_view, opened

    load_view()
    st.button("open", on_click=lambda: opened(st.session_state["file"]))


def open_in_app(file):
    page = AppTest.from_function(opening, default_timeout=30)
    page.session_state["file"] = file
    page.run().button[0].click().run()
    assert not page.exception
    kept = page.session_state
    told = kept["_pending"][1] if "_pending" in kept else []
    return (kept["_go"] if "_go" in kept else None), told


def test_a_chosen_file_is_shown_on_its_page():
    (page, values), told = open_in_app(
        File("a.npz", saved(saved_npz, CONFIGS[1], page="check", step=-7))
    )
    assert page == "check"
    expected = view_of(page, asdict(CONFIGS[1]) | asdict(PICK) | {"step": -7})
    assert {"page": page, **values} == expected
    assert told == []


def test_the_app_shows_the_view_that_was_loaded():
    config = Config(D_h=2, V=5, T=3, seed=4, scale=2.0, gain=1.25, edits="H1.2_0.5")
    pick = Selection("L", 2, 4, 3, 2)
    (page, values), _ = open_in_app(File("a.npz", saved(saved_npz, config, pick)))
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["_go"] = (page, values)
    app.session_state["_pending"] = (values, ["Something was changed."])
    app.run()
    assert not app.exception
    assert said(app) == ["Something was changed."]
    network = data(app, "network")
    assert [network[n] for n in ("D", "T", "matrix", "i", "j", "t", "k")] == [
        *(2, 3, "L", 2, 4, 3, 2)
    ]
    for name, value in values.items():
        if name in asdict(config) | asdict(pick):
            assert app.session_state[name] == value


def test_a_refused_file_changes_nothing():
    went, told = open_in_app(File("a.json", b"{}"))
    assert went is None
    assert told == ["“a.json” is no saved view: it names no settings."]
    file = File("b.npz", b"")
    file.size = untrusted.LARGEST_FILE + 1
    went, told = open_in_app(file)
    assert went is None
    assert told == ["“b.npz” is larger than any saved view: it is not read."]


def test_what_had_to_be_changed_is_told():
    (page, values), told = open_in_app(File("a.json", as_json(view={"T": 0, "q": 1})))
    assert (page, values["T"]) == ("unroll", 1)
    assert told == [
        "The file has “q”, which means nothing here.",
        "T = “0” is not from 1 to 100: 1 is used.",
    ]

"""The sidebar: what the network is and which weight is picked, all in the address."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

import streamlit as st

from .address import Value, nearest, read
from .compat import live_text_input
from .model import Passage, passage
from .settings import (
    LARGE,
    MATRICES,
    SETTINGS,
    Choice,
    Config,
    Number,
    Selection,
    Text,
)

STOPS: dict[str, list[float]] = {
    "D_h": [*range(1, 13), 16, 20, 24, 32, 48, 64, 100, 128, 200, 256],
    "V": [*range(2, 13), 16, 20, 32, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    "T": [*range(1, 17), 20, 24, 28, 32, 35, 40, 50, 60, 80, 100],
    "gain": [0.1, 0.2, 0.5, 0.7, 0.9, 1, 1.1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 12, 16],
    "scale": [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 12, 16],
}
"""Where a slider stops; a value from the address in between is a stop too."""
VOCABULARY = "The most frequent words of the text and, last, one entry for all others."
SCALE = (
    "Standard deviation of the random weights; those of H and U are also divided by "
    "the root of D_h."
)
ACTIVATION = "What stands for σ: it turns a unit’s input z into its state h."
RECURRENT = (
    "drawn: H as it is drawn. orthogonal: its rows are made orthonormal, so that H "
    "alone neither shrinks nor stretches."
)
GAIN = "H is multiplied by this."
EDITS = (
    "What was changed by hand, in order; it is part of the link. H1.2_0.5 sets an "
    "entry, x3_sea a word."
)
MATRIX = "H: hidden to hidden. L: word to hidden. U: hidden to output."
REDUCTION = "J is the sum of all losses over t, or their mean."
PENDING = "_pending"
"""Values and sentences of an address that had to be changed, for the next run."""


class Sidebar(NamedTuple):
    """What was chosen, and a sentence for each thing that could not be used."""

    config: Config
    passage: Passage
    notices: list[str]
    reduction: str = "sum"


def sidebar() -> Sidebar:
    """Draw the network's settings, which every page has, and return what they say."""
    asked = read(st.query_params.to_dict()).values
    notices = _take_pending()
    with st.sidebar:
        st.subheader("Unrolled", anchor=False)
        text = SETTINGS["text"]
        assert isinstance(text, Text)
        words = live_text_input(
            "Text",
            text.default,
            key="text",
            bind="query-params",
            max_chars=text.longest,
            help="The words that the network reads. It is part of the link.",
        )
        steps = int(_slider("T", "Steps T", asked))
        vocab = int(_slider("V", "Vocabulary |V|", asked, VOCABULARY))
        whole = passage(words, vocab, steps, 1)
        last = max(1, whole.words - whole.steps)
        because = f"{whole.words} words and T = {whole.steps}"
        start = number("start", "First word read", 1, last, because, notices)
        config = Config(
            D_h=int(_slider("D_h", "Hidden size D_h", asked)),
            V=vocab,
            T=steps,
            scale=float(_slider("scale", "Weight scale", asked, SCALE)),
            seed=number("seed", "Seed of the weights", 0, 9999, "9999", notices),
            text=words,
            start=start,
            activation=select("activation", "Activation σ", ACTIVATION),
            **_more(asked),
        )
        notices += whole.notices
        reduction = radio("reduction", "Losses over t", REDUCTION)
    return Sidebar(config, whole, notices, reduction)


def _more(asked: dict[str, Value]) -> dict[str, Any]:
    """The recurrent matrix's own settings, and the edits."""
    edits = SETTINGS["edits"]
    assert isinstance(edits, Text)
    with st.expander("Recurrent matrix, edits"):
        return {
            "recurrent": radio("recurrent", "H is", RECURRENT),
            "gain": float(_slider("gain", "Gain of H", asked, GAIN)),
            "edits": st.text_input(
                "Edits",
                edits.default,
                key="edits",
                bind="query-params",
                max_chars=edits.longest,
                help=EDITS,
            ),
        }


def settle() -> None:
    """On a first run: if the address asked for what the widgets refuse, run again.

    The widgets drop what they cannot use and do not say so; the nearest value that
    fits is put in their place, and the next run says what was changed.
    """
    if st.session_state.get("_settled"):
        return
    st.session_state["_settled"] = True
    reading = read(st.session_state["_address"])
    refused = {
        name: value
        for name, value in reading.values.items()
        if name in st.session_state and st.session_state[name] != value
    }
    if refused or reading.notices:
        st.session_state[PENDING] = (refused, reading.notices)
        st.rerun()


def outdated(view: Sidebar) -> bool:
    """Whether a callback of the page has set what the sidebar shows, or has to say."""
    shown = asdict(view.config) | {"reduction": view.reduction}
    return PENDING in st.session_state or any(
        st.session_state[name] != value for name, value in shown.items()
    )


def put(**values: Value) -> None:
    """Set widgets from code; the address follows them."""
    for name, value in values.items():
        st.session_state[name] = value


def tell(sentence: str) -> None:
    """For a callback: a sentence that the next run says."""
    values, notices = st.session_state.get(PENDING, ({}, []))
    st.session_state[PENDING] = (values, [*notices, sentence])


def pick(sent: Any) -> None:
    """Take over what was picked in a picture: any of matrix, i, j, t and k.

    A browser can send anything, so only what fits is taken. An instance that comes
    too late for the chosen loss picks its weight and the last instance in time.
    """
    if not isinstance(sent, Mapping):
        return
    values: dict[str, Value] = {
        name: int(sent[name])
        for name in ("i", "j", "t", "k")
        if isinstance(sent.get(name), int | float) and 0 <= sent[name] < LARGE
    }
    if sent.get("matrix") in MATRICES:
        values["matrix"] = str(sent["matrix"])
    t = int(values.get("t", st.session_state["t"]))
    k = int(values.get("k", st.session_state["k"]))
    put(**values | {"k": min(k, max(t, 1) - 1)})


def _take_pending() -> list[str]:
    if "_address" not in st.session_state:
        st.session_state["_address"] = st.query_params.to_dict()
    values, notices = st.session_state.pop(PENDING, ({}, []))
    put(**values)
    return list(notices)


def selection(config: Config, steps: int, notices: list[str]) -> Selection:
    """Draw which weight, loss and instance are picked, in one row."""
    row = st.columns([5, 4, 4, 4, 4], vertical_alignment="bottom")
    with row[0]:
        matrix = radio("matrix", "Weight matrix", MATRIX)
    hidden = (config.D_h, f"D_h = {config.D_h}")
    vocab = (config.V, f"|V| = {config.V}")
    rows, columns = {"H": (hidden, hidden), "L": (hidden, vocab)}.get(
        matrix, (vocab, hidden)
    )
    names = {"H": ("unit", "unit"), "L": ("unit", "word"), "U": ("word", "unit")}
    down, across = names[matrix]
    with row[1]:
        i = number("i", f"Row i, {down}", 1, rows[0], rows[1], notices)
    with row[2]:
        j = number("j", f"Column j, {across}", 1, columns[0], columns[1], notices)
    with row[3]:
        t = number("t", "Loss t", 1, steps, f"T = {steps}", notices)
    with row[4]:
        k = number("k", "Instance k", 0, t - 1, f"t = {t}", notices)
    return Selection(matrix, i, j, t, k)


def _slider(
    name: str, label: str, asked: dict[str, Value], about: str | None = None
) -> Any:
    setting = SETTINGS[name]
    assert isinstance(setting, Number)
    present = [asked.get(name), st.session_state.get(name)]
    extra = [v for v in present if isinstance(v, int | float)]
    stops = sorted({setting.kind(v) for v in (*STOPS[name], *extra)})
    return st.select_slider(
        label,
        stops,
        value=setting.kind(setting.default),
        format_func=_written,
        key=name,
        bind="query-params",
        help=about,
    )


def number(
    name: str, label: str, low: int, high: int, because: str, notices: list[str]
) -> int:
    """A whole number from low to high; what does not fit is moved, and said."""
    setting = SETTINGS[name]
    assert isinstance(setting, Number)
    if name in st.session_state:
        value = st.session_state[name]
        fitted = nearest(name, low if value is None else value, low, high, because)
        if fitted.values[name] != value:
            st.session_state[name] = fitted.values[name]
            notices += fitted.notices
    default = min(max(int(setting.default), low), high)
    return int(
        st.number_input(label, low, high, default, 1, key=name, bind="query-params")
    )


def steps_slider(steps: int) -> int:
    """The window of truncation, from 0 (none) to all steps."""
    setting = SETTINGS["window"]
    assert isinstance(setting, Number)
    if st.session_state.get("window", 0) > steps:
        st.session_state["window"] = steps
    return int(
        st.slider(
            "Window w (0: none)",
            0,
            steps,
            int(setting.default),
            key="window",
            bind="query-params",
        )
    )


def radio(name: str, label: str, about: str | None = None) -> str:
    """A choice among few, all of them in sight."""
    options, default = _options(name)
    return str(
        st.radio(
            label,
            options,
            default,
            horizontal=True,
            key=name,
            bind="query-params",
            help=about,
        )
    )


def select(name: str, label: str, about: str | None = None) -> str:
    """A choice among many.

    Options carry no titles: what a widget shows is what it writes into the address.
    """
    options, default = _options(name)
    return str(
        st.selectbox(label, options, default, key=name, bind="query-params", help=about)
    )


def _options(name: str) -> tuple[list[str], int]:
    setting = SETTINGS[name]
    assert isinstance(setting, Choice)
    return list(setting.options), setting.options.index(setting.default)


def _written(value: Any) -> str:
    return f"{value:.15g}"

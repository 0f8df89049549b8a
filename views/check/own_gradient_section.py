"""The section of Check that says whether a gradient is right, or what is wrong."""

import streamlit as st

from rnn_core.loading import LARGEST_FILE
from rnn_core.reading import LONGEST

from ..address.query import Value, fits_link, format_value, read_address
from ..address.settings import text_setting
from ..model.model import Model, model
from ..runtime.run_lock import serialized
from ..shell.compat import is_restoring
from ..shell.navigation import has_goal
from ..shell.say import say
from ..shell.sidebar import Sidebar, needs_redraw
from ..shell.state import KEPT_GRADIENT, set_settings
from ..text import place
from ..text.naming import in_names, named, names_here
from . import diagnose
from .answer import draw_answer
from .take_network import (
    is_written_out,
    matlab_source,
    network_npz,
    numpy_source,
)
from .telling_network import hidden_here, hidden_titles, hiding_words, telling_settings

ABOUT = (
    "Run your back-propagation on this network, bring what it gives, and be told which "
    "mistake is in it."
)
BRING = (
    "Paste what NumPy, Python, MATLAB, Julia or a spreadsheet prints: dH, dL, dU, dh0, "
    "any of them, each with its name. The names of min-char-rnn, PyTorch, cs231n and "
    "deeplearning.ai are known too. Only numbers are read, never code. The text stays "
    f"in {place.MEMORY}, for you alone, until you clear it or close the page."
)
FILE = (
    ".npy, .npz, .json, .safetensors, .csv, .txt or .m: gradients of this network, or "
    "a network of your own with inputs, targets and gradients. Up to "
    f"{LARGEST_FILE // 1_000_000} MB. It stays in {place.MEMORY}, for you alone, "
    "until you remove it or leave this page."
)
KEPT = "Kept in memory only, for you alone, until you remove it."
NOTHING = "There is nothing to check yet: paste your gradients, or choose a file."
EXAMPLE = "dH = [[0.0123, -0.0456, ...], ...]\ndL = ..."
ROWS = 132
"""How tall the box is, in pixels: the answer is to be seen below it."""
DEFAULT = "_gradient_default"
"""What the box began with on this page."""
BEGINNINGS = {"a", "an", "it", "no", "only", "the", "there", "what"}
"""Words that begin what is said of something that cannot be read; others are names."""
SEEN_WINDOW = "_own_window"
"""The window that the answer is for."""
PROGRESS = "Looking for the mistake that gives these numbers"


@st.fragment
@serialized
def own_gradient_section(view: Sidebar) -> None:
    """Draw what to take, what to bring, and the answer."""
    if has_goal():
        st.rerun()
    net = model(view.config)
    st.subheader("Is my gradient right?", anchor="own")
    say(ABOUT)
    window = st.session_state[SEEN_WINDOW] = meant_window(net.trace.steps)
    take, bring = st.columns([6, 5], gap="medium")
    with take:
        _draw_network(net, view, window)
    with bring:
        text, file, asked = _draw_boxes()
    if needs_redraw(view):
        st.rerun()
    if not text.strip() and file is None:
        diagnose.forget()
        if asked:
            say(NOTHING)
        return
    data, name = (None, "") if file is None else (file.getvalue(), file.name)
    question = diagnose.Question(
        net.config, view.reduction, window, text, data, name, names_here()
    )
    _draw_answer(question)


def meant_window(steps: int) -> int:
    """The window of the page, which stands further down; 0 for none."""
    values: dict[str, Value] = read_address(st.query_params.to_dict()).values
    window = st.session_state.get("window", values.get("window", 0))
    return min(int(window or 0), steps)


def needs_answer_redraw() -> bool:
    """Whether the window was changed since the answer was drawn."""
    seen = st.session_state.get(SEEN_WINDOW)
    return seen is not None and seen != st.session_state.get("window", seen)


def refusal(error: str) -> str:
    """Why something cannot be read, as sentences; a name keeps its letters."""
    said = error.replace("the dict", "what you brought", 1)
    if said.split(" ", 1)[0] in BEGINNINGS:
        said = f"{said[:1].upper()}{said[1:]}"
    return f"{said}{'' if said[-1:] in '.?)' else '.'}"


def _draw_network(net: Model, view: Sidebar, window: int) -> None:
    config, names = net.config, names_here()
    say("**Take this network.**")
    if is_written_out(net):
        with st.expander("As ten lines of NumPy, to paste"):
            source = numpy_source(net, view.reduction, window)
            st.code(named(source), language=None, wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button(
            "Network (.npz)",
            lambda: network_npz(model(config), names),
            file_name="unrolled-network.npz",
            key="own_npz",
            on_click="ignore",
        )
        st.download_button(
            "Network (.m)",
            lambda: in_names(
                matlab_source(model(config), view.reduction, window), names
            ),
            file_name="unrolled_network.m",
            key="own_m",
            on_click="ignore",
        )
    if hidden := hidden_here(net.config):
        titles = hidden_titles(net.config, view.reduction, window)
        say(f"**This network hides mistakes.** {hiding_words(hidden, titles)}")
        telling = telling_settings(net.config)
        changes = ", ".join(f"{n} = {format_value(v)}" for n, v in telling.items())
        drawn = "a drawn network" if "network" in telling else "a network"
        passage = set(telling) <= {"start", "T"}
        st.button(
            f"Change to {'a passage' if passage else drawn} that hides none",
            key="own_telling",
            on_click=set_settings,
            kwargs=telling,
            help=f"Sets {changes}.",
        )


def _draw_boxes() -> tuple[
    str, "st.runtime.uploaded_file_manager.UploadedFile | None", bool
]:
    """The pasted text, the file, and whether an answer was asked for by the button.

    The button has nothing to do but to take the focus: that sends the text.
    """
    address = read_address(st.query_params.to_dict()).values.get("gradient", "")
    if address and is_restoring():
        st.session_state["gradient"] = address
    if "gradient" not in st.session_state:
        st.session_state[DEFAULT] = address or st.session_state.get(KEPT_GRADIENT, "")
    text = st.text_area(
        "Your gradients",
        st.session_state.get(DEFAULT, ""),
        key="gradient",
        height=ROWS,
        max_chars=LONGEST,
        placeholder=named(EXAMPLE),
        help=named(BRING),
    )
    text = text or ""
    st.session_state[KEPT_GRADIENT] = text
    _put_into_address(text)
    with st.container(horizontal=True, vertical_alignment="center", key="own_ask"):
        asked = st.button("Check it", key="own_check")
        say("or Ctrl+Enter in the box")
    file = st.file_uploader("Or a file", key="own_file", help=FILE)
    say(f"{KEPT}{_link_words(text)}")
    return text, file, asked


def _link_words(text: str) -> str:
    """That a text is too long for a link; "" for one that is not."""
    if not text or fits_link("gradient", text):
        return ""
    most = text_setting("gradient").longest
    return (
        f" This text is in saved views but not in the link: it has {len(text):,} "
        f"characters, and a link carries {most:,}, fewer with many special signs."
    )


def _put_into_address(text: str) -> None:
    wanted = text if fits_link("gradient", text) else ""
    if st.query_params.get("gradient", "") == wanted:
        return
    if wanted:
        st.query_params["gradient"] = wanted
    else:
        del st.query_params["gradient"]


def _draw_answer(question: diagnose.Question) -> None:
    bar = st.empty()
    try:
        found = diagnose.answer(
            question, lambda done: bar.progress(min(max(done, 0.0), 1.0), PROGRESS)
        )
    except ValueError as error:
        bar.empty()
        say("**That could not be read.**")
        st.text(named(refusal(str(error))))
        return
    bar.empty()
    with st.container(key="own_answer"):
        draw_answer(found)

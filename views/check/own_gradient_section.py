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
from ..shell.sidebar import Sidebar, needs_redraw
from ..shell.state import KEPT_GRADIENT, set_settings
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
    "Run your own back-propagation on this network and bring what it gives. The answer "
    "says which matrix is right, and of a wrong one which mistake makes these numbers."
)
BRING = (
    "Paste what NumPy, Python, MATLAB, Julia or a spreadsheet prints: dH, dL, dU, dh0, "
    "any of them, each with its name. The names of min-char-rnn, PyTorch, cs231n and "
    "deeplearning.ai are known too. Only numbers are read, never code."
)
FILE = (
    ".npy, .npz, .json, .safetensors, .csv, .txt or .m: gradients of this network, or "
    "a network of your own with inputs, targets and gradients. Up to "
    f"{LARGEST_FILE // 1_000_000} MB."
)
EXAMPLE = "dH = [[0.0123, -0.0456, ...], ...]\ndL = ..."
DEFAULT = "_gradient_default"
"""What the box began with on this page."""
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
    st.markdown(ABOUT)
    window = st.session_state[SEEN_WINDOW] = meant_window(net.trace.steps)
    take, bring = st.columns([11, 10], gap="large")
    with take:
        _draw_network(net, view, window)
    with bring:
        text, file = _draw_boxes()
    if needs_redraw(view):
        st.rerun()
    if not text.strip() and file is None:
        diagnose.forget()
        return
    data, name = (None, "") if file is None else (file.getvalue(), file.name)
    question = diagnose.Question(net.config, view.reduction, window, text, data, name)
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
    """Why something cannot be read, as sentences about what was brought."""
    said = error.replace("the dict", "what you brought", 1)
    return f"{said[:1].upper()}{said[1:]}{'' if said[-1:] in '.?)' else '.'}"


def _draw_network(net: Model, view: Sidebar, window: int) -> None:
    config = net.config
    st.markdown("**Take this network.**")
    if is_written_out(net):
        with st.expander("As ten lines of NumPy, to paste"):
            source = numpy_source(net, view.reduction, window)
            st.code(source, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button(
            "Network (.npz)",
            lambda: network_npz(model(config)),
            file_name="unrolled-network.npz",
            key="own_npz",
            on_click="ignore",
        )
        st.download_button(
            "Network (.m)",
            lambda: matlab_source(model(config), view.reduction, window),
            file_name="unrolled_network.m",
            key="own_m",
            on_click="ignore",
        )
    if hidden := hidden_here(net.config):
        titles = hidden_titles(net.config, view.reduction, window)
        st.markdown(f"**This network hides mistakes.** {hiding_words(hidden, titles)}")
        telling = telling_settings(net.config)
        changes = ", ".join(f"{n} = {format_value(v)}" for n, v in telling.items())
        st.button(
            "Change to a network that hides none",
            key="own_telling",
            on_click=set_settings,
            kwargs=telling,
            help=f"Sets {changes}.",
        )


def _draw_boxes() -> tuple[str, "st.runtime.uploaded_file_manager.UploadedFile | None"]:
    st.markdown("**Bring yours.**")
    address = read_address(st.query_params.to_dict()).values.get("gradient", "")
    if address and is_restoring():
        st.session_state["gradient"] = address
    if "gradient" not in st.session_state:
        st.session_state[DEFAULT] = address or st.session_state.get(KEPT_GRADIENT, "")
    text = st.text_area(
        "Your gradients",
        st.session_state.get(DEFAULT, ""),
        key="gradient",
        height=230,
        max_chars=LONGEST,
        placeholder=EXAMPLE,
        help=BRING,
    )
    text = text or ""
    st.session_state[KEPT_GRADIENT] = text
    _put_into_address(text)
    if text and not fits_link("gradient", text):
        st.markdown(
            f"This text has {len(text):,} characters, and a link carries up to "
            f"{text_setting('gradient').longest:,} (fewer with many special signs): it "
            "is in this visit and in saved views, not in the link."
        )
    file = st.file_uploader("Or a file", key="own_file", help=FILE)
    st.markdown(
        "What you bring stays in the server’s memory, for you alone: a file until you "
        "remove it or leave this page, a text until you clear it or close the page."
    )
    return text, file


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
        st.markdown("**That could not be read.**")
        st.text(refusal(str(error)))
        return
    bar.empty()
    with st.container(key="own_answer"):
        draw_answer(found)

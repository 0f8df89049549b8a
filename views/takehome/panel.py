"""The dialog that saves a view: documents, pictures and numbers."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import streamlit as st

from derivations import DERIVATIONS, program

from ..address.query import fits_link, format_value
from ..address.settings import MATRICES, SETTINGS, Selection
from ..model.model import Model, model
from ..proofs.checks import definition
from ..proofs.indices import nearest_indices
from ..proofs.version import Version
from ..shell.navigation import has_goal
from ..shell.sidebar import Sidebar
from ..shell.state import PENDING
from ..text.naming import named
from . import components
from .export import LARGEST, own_arrays, program_window, shown_window
from .handout import handout
from .loading import draw_file_input, present_view
from .notebook import notebook
from .onefile.page import one_file
from .own_derivation import own_derivation
from .saved import saved_json, saved_npz
from .slides import slides

PAPER = (
    "LaTeX, for any of its engines: settings, words, network, triangle, the gradient, "
    "and these derivations with numbers and residuals; your own, where you wrote one."
)
SLIDES = "Beamer: one line of these derivations a slide."
NOTEBOOK = (
    "Jupyter: builds this network anew from rnn_core and derivations, and compares "
    "its numbers with the view’s."
)
PROGRAM = (
    "Plain NumPy, 70 lines at most: loss and gradients for this activation, reduction "
    "and window, a check of them and training, on a small network of its own; it needs "
    "nothing of ours. Its functions take any H, L, U and h0."
)
ONE_FILE = (
    "HTML, 150 to 350 kB, for a course page, a slide, a mail: this network alive. "
    "Every weight, loss and cell can be picked, without a server or a connection. A "
    "large network takes up to 1.7 MB; the largest stay as they are, with no picks."
)
NUMBERS = (
    "Settings, words, weights, states, errors and contributions, every digit; past 20 "
    "MB the largest arrays are left out, and named."
)


class Snapshot(NamedTuple):
    """A view as it is when the dialog is opened."""

    net: Model
    selection: Selection
    reduction: str
    view: dict[str, Any]
    link: str

    @property
    def names(self) -> str:
        """What quantities are called in it.

        What is downloaded is made when no visitor is known any more.
        """
        return str(self.view["names"])


def take_snapshot(page: str, sidebar: Sidebar) -> Snapshot:
    """The view as it is now."""
    net, view = model(sidebar.config), present_view(page)
    return Snapshot(
        net, fitting_selection(net, view), sidebar.reduction, view, view_link(view)
    )


def carried(net: Model) -> str:
    """Whether files and links carry a network that was brought."""
    if sum(array.nbytes for array in own_arrays(net).values()) > LARGEST:
        return (
            "No link and no saved view carries your network: it takes more than "
            f"{LARGEST // 1_000_000} MB. Whoever opens one brings its file again."
        )
    return (
        "A link does not carry your network: whoever opens it is asked for the file. "
        "View (NPZ) does, and View (JSON) if it is small."
    )


def fitting_selection(net: Model, view: dict[str, Any]) -> Selection:
    """The picked weight, loss and instance, moved into range if they do not fit."""
    matrix = view["matrix"] if view["matrix"] in MATRICES else "H"
    rows, columns = net.size(matrix)
    t = min(int(view["t"]), net.trace.steps)
    i, j, k = min(int(view["i"]), rows), min(int(view["j"]), columns), int(view["k"])
    return Selection(matrix, i, j, t, min(k, t - 1))


def chosen_derivation(view: dict[str, Any]) -> str:
    """The derivation that the view is about."""
    if view["page"] == "jacobians":
        return "jacobian-product"
    return str(view["derivation"])


def chosen_indices(view: dict[str, Any]) -> dict[str, int]:
    """The indices that the view is about, by their settings."""
    index_settings = {name: int(view[name]) for name in ("i", "j", "t", "s", "window")}
    return (
        index_settings | {"t": int(view["to"])}
        if view["page"] == "jacobians"
        else index_settings
    )


def view_link(view: dict[str, Any]) -> str:
    """The address of a view, without settings that have their default."""
    query = {"page": str(view["page"])} | {
        name: format_value(value)
        for name, value in view.items()
        if name in SETTINGS
        and value != SETTINGS[name].default
        and fits_link(name, value)
    }
    root = urlsplit(st.context.url or "")
    path = root.path.rstrip("/").removesuffix(f"/{view['page']}")
    return f"{root.scheme}://{root.netloc}{path}/?{urlencode(query)}"


@st.dialog("Take it home", width="large")
def draw_dialog(page: str, sidebar: Sidebar) -> None:
    """Draw the dialog: everything that can be saved, and the input for a saved view."""
    if has_goal() or PENDING in st.session_state:
        st.rerun()
    snapshot = take_snapshot(page, sidebar)
    if snapshot.net.config.network:
        st.caption(carried(snapshot.net))
    st.markdown("**On paper**")
    slugs = st.multiselect(
        "Derivations in it",
        list(DERIVATIONS),
        [chosen_derivation(snapshot.view)],
        format_func=lambda slug: named(DERIVATIONS[slug].title),
    )
    with st.container(horizontal=True):
        _offer("Handout (LaTeX)", "tex", "handout", PAPER, _handout(snapshot, slugs))
        _offer(
            "Slides (Beamer)", "tex", "slides", SLIDES, _paper(slides, snapshot, slugs)
        )
        _offer("Notebook", "ipynb", "notebook", NOTEBOOK, lambda: _notebook(snapshot))
        _offer("Program (Python)", "py", "program", PROGRAM, lambda: _program(snapshot))
    st.markdown("**The view of Unroll alive**, in one file that needs no server")
    _offer("Page (HTML)", "html", "view", ONE_FILE, lambda: _one_file(snapshot))
    st.markdown("**Pictures**, as they are drawn on Unroll")
    components.pictures({"here": page == "unroll", "title": snapshot.link})
    st.markdown("**Numbers and view**, to be opened again")
    with st.container(horizontal=True):
        arguments = (
            snapshot.net,
            snapshot.selection,
            snapshot.reduction,
            snapshot.view,
        )
        _offer("View (JSON)", "json", "view", NUMBERS, lambda: saved_json(*arguments))
        _offer("View (NPZ)", "npz", "view", NUMBERS, lambda: saved_npz(*arguments))
    draw_file_input()


def _offer(
    label: str, kind: str, name: str, about: str, made: Callable[[], str | bytes]
) -> None:
    st.download_button(
        label,
        made,
        file_name=f"unrolled-{name}.{kind}",
        key=f"take_{name}_{kind}",
        on_click="ignore",
        help=about,
    )


def _paper(
    make: Callable[..., str], snapshot: Snapshot, slugs: list[str]
) -> Callable[[], str]:
    window, index_settings = shown_window(snapshot.view), chosen_indices(snapshot.view)
    return lambda: make(
        snapshot.net,
        snapshot.selection,
        snapshot.reduction,
        slugs,
        snapshot.link,
        window,
        index_settings,
        names=snapshot.names,
    )


def _one_file(snapshot: Snapshot) -> str:
    view = {**snapshot.view, "page": "unroll"}
    address, _, query = view_link(view).partition("?")
    return one_file(
        snapshot.net,
        snapshot.selection,
        snapshot.reduction,
        shown_window(view),
        snapshot.names,
        query,
        address if is_public(address) else "",
        str(view["whatif"]),
    )


def is_public(address: str) -> bool:
    """Whether an address may lead others here: none is known, or it is not loopback."""
    host = urlsplit(address).hostname or "localhost"
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")


def _program(snapshot: Snapshot) -> str:
    activation, window = snapshot.net.config.activation, program_window(snapshot.view)
    return program(activation, snapshot.reduction, window or None, snapshot.names)


def _handout(snapshot: Snapshot, slugs: list[str]) -> Callable[[], str]:
    config, reduction = snapshot.net.config, snapshot.reduction
    make: Callable[..., str] = handout

    def with_own(*arguments: Any, names: str) -> str:
        own = own_derivation(config, reduction, snapshot.view, names)
        return make(*arguments, own, names)

    return _paper(with_own, snapshot, slugs)


def _notebook(snapshot: Snapshot) -> str:
    version = Version(
        snapshot.view["derivation"], snapshot.net.config.activation, snapshot.reduction
    )
    derivation = version.derivation
    line = min(int(snapshot.view["line"]), len(derivation.lines))
    part = derivation.part_of(derivation.lines[line - 1])
    index_values = nearest_indices(part, definition(snapshot.net.config), snapshot.view)
    window = shown_window(snapshot.view)
    return notebook(
        snapshot.net,
        snapshot.selection,
        snapshot.reduction,
        version,
        line,
        index_values,
        snapshot.link,
        window,
        program_window(snapshot.view),
        snapshot.names,
    )

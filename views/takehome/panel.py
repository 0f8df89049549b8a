"""The dialog that saves a view: documents, pictures and numbers."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import streamlit as st

from derivations import DERIVATIONS

from ..address.query import format_value
from ..address.settings import MATRICES, SETTINGS, Selection
from ..model.model import Model, model
from ..proofs.checks import definition
from ..proofs.indices import nearest
from ..proofs.version import Version
from ..shell.navigation import has_goal
from ..shell.sidebar import Sidebar
from ..shell.state import PENDING
from . import components
from .export import shown_window
from .handout import handout
from .loading import load_view, shown
from .notebook import notebook
from .saved import saved_json, saved_npz
from .slides import slides

PAPER = (
    "LaTeX, for any of its engines: settings, words, network, triangle, the gradient, "
    "and these derivations with numbers and residuals."
)
SLIDES = "Beamer: one line of these derivations a slide."
NOTEBOOK = (
    "Jupyter: builds this network anew from rnn_core and derivations, and compares "
    "its numbers with the view’s."
)
NUMBERS = (
    "Settings, words, weights, states, errors and contributions, every digit; past 20 "
    "MB the largest arrays are left out, and named."
)


class Taken(NamedTuple):
    """A view as it is when the dialog is opened."""

    net: Model
    selection: Selection
    reduction: str
    view: dict[str, Any]
    link: str


def taken(page: str, sidebar: Sidebar) -> Taken:
    """The view as it is now."""
    net, view = model(sidebar.config), shown(page)
    return Taken(net, picked(net, view), sidebar.reduction, view, link(view))


def picked(net: Model, view: dict[str, Any]) -> Selection:
    """The picked weight, loss and instance, moved into range if they do not fit."""
    matrix = view["matrix"] if view["matrix"] in MATRICES else "H"
    rows, columns = getattr(net.params, matrix).shape
    t = min(int(view["t"]), net.trace.steps)
    i, j, k = min(int(view["i"]), rows), min(int(view["j"]), columns), int(view["k"])
    return Selection(matrix, i, j, t, min(k, t - 1))


def derived(view: dict[str, Any]) -> str:
    """The derivation that the view is about."""
    if view["page"] == "jacobians":
        return "jacobian-product"
    return str(view["derivation"])


def times(view: dict[str, Any]) -> dict[str, int]:
    """The indices that the view is about, by their settings."""
    found = {name: int(view[name]) for name in ("i", "j", "t", "s", "window")}
    return found | {"t": int(view["to"])} if view["page"] == "jacobians" else found


def link(view: dict[str, Any]) -> str:
    """The address of a view, without settings that have their default."""
    asked = {"page": str(view["page"])} | {
        name: format_value(value)
        for name, value in view.items()
        if name in SETTINGS and value != SETTINGS[name].default
    }
    root = urlsplit(st.context.url or "")
    path = root.path.rstrip("/").removesuffix(f"/{view['page']}")
    return f"{root.scheme}://{root.netloc}{path}/?{urlencode(asked)}"


@st.dialog("Take it home", width="large")
def take_home(page: str, sidebar: Sidebar) -> None:
    """Draw the dialog: everything that can be saved, and the input for a saved view."""
    if has_goal() or PENDING in st.session_state:
        st.rerun()
    now = taken(page, sidebar)
    st.markdown("**On paper**")
    slugs = st.multiselect(
        "Derivations in it",
        list(DERIVATIONS),
        [derived(now.view)],
        format_func=lambda slug: DERIVATIONS[slug].title,
    )
    with st.container(horizontal=True):
        _offer("Handout (LaTeX)", "tex", "handout", PAPER, _paper(handout, now, slugs))
        _offer("Slides (Beamer)", "tex", "slides", SLIDES, _paper(slides, now, slugs))
        _offer("Notebook", "ipynb", "notebook", NOTEBOOK, lambda: _notebook(now))
    st.markdown("**Pictures**, as they are drawn on Unroll")
    components.pictures({"here": page == "unroll", "title": now.link})
    st.markdown("**Numbers and view**, to be opened again")
    with st.container(horizontal=True):
        arguments = (now.net, now.selection, now.reduction, now.view)
        _offer("View (JSON)", "json", "view", NUMBERS, lambda: saved_json(*arguments))
        _offer("View (NPZ)", "npz", "view", NUMBERS, lambda: saved_npz(*arguments))
    load_view()


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


def _paper(make: Callable[..., str], now: Taken, slugs: list[str]) -> Callable[[], str]:
    window, at = shown_window(now.view), times(now.view)
    return lambda: make(
        now.net, now.selection, now.reduction, slugs, now.link, window, at
    )


def _notebook(now: Taken) -> str:
    version = Version(now.view["derivation"], now.net.config.activation, now.reduction)
    derivation = version.derivation
    line = min(int(now.view["line"]), len(derivation.lines))
    part = derivation.part_of(derivation.lines[line - 1])
    at = nearest(part, definition(now.net.config), now.view)
    window = shown_window(now.view)
    return notebook(
        now.net, now.selection, now.reduction, version, line, at, now.link, window
    )

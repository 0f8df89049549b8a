"""Files of networks that a visitor brings, and the page to which one was brought."""

import gc
import io

import numpy as np

from rnn_core import Params, with_biases
from tests.views.pages import component_data, open_page
from views.runtime.cache import results

D, V = 5, 7
WORDS = ("a", "b", "c", "d", "e", "Fox", "<unk>")
INPUTS, TARGETS = [0, 3, 1, 5, 2, 0], [3, 1, 5, 2, 0, 4]
KIND = "application/octet-stream"


def arrays(biased=True, seed=1, hidden=D, vocab=V):
    rng = np.random.default_rng(seed)
    held = {
        "H": rng.normal(size=(hidden, hidden)) / np.sqrt(hidden),
        "L": rng.normal(size=(hidden, vocab)),
        "U": rng.normal(size=(vocab, hidden)),
        "h0": rng.uniform(size=hidden),
    }
    if biased:
        held |= {"b_h": rng.normal(size=hidden), "b_y": rng.normal(size=vocab)}
    return held


def params_of(held, activation) -> Params:
    if "b_h" not in held:
        return Params(**{name: held[name] for name in ("H", "L", "U", "h0")})
    return with_biases(**held, activation=activation)


def npz(held, **more) -> bytes:
    file = io.BytesIO()
    np.savez(file, **held, **more)
    return file.getvalue()


def text_file(**more) -> dict:
    """What a file with a text of its own has besides its weights."""
    return {"inputs": INPUTS, "targets": TARGETS, **more}


def bring_to(page, data, name="mine.npz"):
    (box,) = (
        part
        for part in page.sidebar.get("file_uploader")
        if part.key.startswith("_own_network_file")
    )
    box.upload(name, data, KIND).run()
    return page


def brought(data, name="mine.npz", **query):
    page = bring_to(open_page(**query), data, name)
    assert not page.exception, page.exception
    return page


def said(page) -> str:
    parts = [*page.sidebar.text, *page.sidebar.caption]
    return "\n".join(part.value for part in parts)


def link_of_one_who_left(data):
    """The settings of a view with an edit and a text, of a network that is gone with
    the visitor who brought it; and what its picture was.
    """
    first = brought(data, T=3)
    first.text_input(key="edits").set_value("H1.1_0.25").run()
    first.text_input(key="text").set_value("b a d e a b").run()
    names = ("T", "text", "edits", "network", "activation", "D_h", "V")
    link = {name: first.session_state[name] for name in names}
    seen = component_data(first, "network")
    del first
    results.clear()
    gc.collect()
    return link, seen

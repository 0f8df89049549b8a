"""The part of the sidebar in which a visitor brings a network."""

import streamlit as st

from rnn_core.loading import LARGEST_FILE

from ...address.query import quoted
from ...model.brought_network import DIGITS, BroughtNetwork, is_digest
from ...text import place
from ...text.naming import named
from ..controls import text_box
from .taking import (
    ERROR,
    PART,
    asked_digest,
    box_key,
    go_back,
    kept_network,
    show,
    shown_network,
    take_file,
    wanted_instead,
)

ABOUT = (
    "H, L and U with or without biases, in the letters of this app, PyTorch’s nn.RNN, "
    "min-char-rnn, cs231n, d2l.ai, deeplearning.ai or WildML; words and ids if you "
    f"like. Up to {LARGEST_FILE // 1_000_000} MB. Only numbers and words are read, "
    f"never code. It stays in {place.MEMORY}, {place.NETWORK_FOR}, until you leave."
)
LINK = (
    "A link cannot carry it: who opens one later is asked for the same file. Saved "
    "views carry it, up to 20 MB."
)
GRADIENTS = "The gradients in the file are for Check, which takes the file too:"
MARKUP = r"\`*_{}[]()#+-.!|$:~<>"
"""Signs that a label might take for markup."""
BEGINNING = 8
"""Digits by which two digests are told apart."""
DIGEST = "Of your network, in the link. Empty: the drawn network."


def draw_own_network(notices: list[str]) -> BroughtNetwork | None:
    """Draw the box, and what is said of the network; return the one that is shown."""
    network, asked = shown_network(), asked_digest()
    if asked and network is None:
        notices.append(missing(asked))
    with st.expander("Your network", key="own_network"):
        if network is not None:
            _draw_shown(network)
        key = box_key()
        st.file_uploader(
            "Another network" if network else "A network of yours",
            key=key,
            on_change=take_file,
            args=(key,),
            help=named(ABOUT),
        )
        if ERROR in st.session_state:
            _draw_error(st.session_state[ERROR])
        if part := st.session_state.get(PART):
            st.button(
                f"Read {plain_label(part)}",
                key="own_first",
                on_click=take_file,
                args=(key, "first"),
            )
        if asked and network is None:
            st.text(missing(asked))
        kept = kept_network()
        if kept is not None and kept is not network:
            label = f"Show it again: {plain_label(kept.name)}"
            st.button(label, key="own_again", on_click=show, args=(kept,))
        if network is None:
            st.caption(LINK)
        text_box("network", "Digest", DIGEST)
    return network


def missing(digest: str) -> str:
    """That the network of a link is not here, or is none."""
    if not is_digest(digest):
        return (
            f"network = {quoted(digest)} is no digest, which has {DIGITS} digits of 0 "
            "to 9 and a to f. A drawn network is shown."
        )
    return (
        f"The network of this link was brought as a file (digest {digest}): bring the "
        "same file, under Your network, to see it. This is a drawn one."
    )


def another(digest: str, wanted: str) -> str:
    """That a network is not the one that the link asked for."""
    return (
        f"This is another network than the link’s: its digest begins with "
        f"{digest[:BEGINNING]}, the link’s with {wanted[:BEGINNING]}. The link’s text "
        "and edits are left out until you bring its file."
    )


def sizes(network: BroughtNetwork) -> str:
    """That sizes cannot be chosen."""
    return (
        f"D_h = {network.hidden:,} and |V| = {network.vocab:,} are your network’s, and "
        "so are all weights."
    )


def text_help(network: BroughtNetwork) -> str:
    """What the box for text takes."""
    file = " Empty: what is in your file." if network.inputs is not None else ""
    if network.words is None:
        last = network.vocab - 1
        return (
            f"The ids that your network reads, from 0 to {last}, such as 3 1 4; they "
            f"are called #3 #1 #4 here. They are part of the link.{file}"
        )
    return f"What your network reads, in its own words. It is part of the link.{file}"


def activation_words(network: BroughtNetwork, activation: str) -> str:
    """What is said where the file has another activation, or none."""
    if network.activation is None:
        return "Your file does not say its activation: choose it."
    if network.activation != activation:
        return f"Your file has {network.activation}; {activation} is used."
    return ""


def plain_label(text: str) -> str:
    """A visitor's text in a label, which would take some signs for markup."""
    return "".join(f"\\{sign}" if sign in MARKUP else sign for sign in text)


def _draw_error(error: str) -> None:
    """Why a file cannot be used, and the code that makes one of it that can."""
    why, _, code = error.partition("\n\n")
    st.text(named(why))
    if code:
        st.code(code, language="python", wrap_lines=True)


def _draw_shown(network: BroughtNetwork) -> None:
    unit = (
        f" Unit {network.hidden + 1} is always 1 and holds the biases."
        if network.biased
        else ""
    )
    st.text(named(f"“{network.name}” is shown.{unit}"))
    if network.part:
        st.text(named(network.part))
    if wanted := wanted_instead(network):
        st.text(another(network.digest, wanted))
    if network.notes:
        with st.popover("How it was read"):
            st.text(named("\n".join(network.notes)))
    st.caption(LINK)
    if network.gradients:
        st.caption(GRADIENTS)
        st.page_link("views/check/page.py", label="Is my gradient right?")
    st.button("Back to the drawn network", key="own_back", on_click=go_back)

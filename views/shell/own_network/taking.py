"""Takes a network from a file, shows it, and goes back to the drawn one."""

from typing import Any

import streamlit as st

from rnn_core.loading import LARGEST_FILE, MoreThanOne

from ...address.query import Value
from ...address.settings import SETTINGS, Number
from ...model.brought_network import (
    BroughtNetwork,
    bring,
    found,
    is_digest,
    keep_here,
    shown_name,
)
from ..compat import is_restoring
from ..state import rerun, set_settings

KEPT = "_own_network"
"""The network that this visitor brought last: it stays until another is brought."""
SHOWN = "_own_network_shown"
"""The network on the screen: as long as a session has it here, it is here."""
ERROR = "_own_network_error"
"""Why the file in the box cannot be used."""
PART = "_own_network_part"
"""What could be read of it."""
OTHER = "_own_network_other"
"""The digest that a link asked for, and that of what was brought in its place."""
COUNT = "_own_network_files"
"""Files that were taken: each time the box is a new one, so that it is empty again."""
BEFORE = "_own_network_before"
"""Settings of the drawn network, to which one can go back."""
SETTINGS_BEFORE = ("D_h", "V", "text", "start", "activation", "edits")


def asked_digest() -> str:
    """The digest of the network that the address, or the visitor, asks for."""
    asked = st.session_state.get("network", st.query_params.get("network", ""))
    return str(asked or "").strip()


def shown_network() -> BroughtNetwork | None:
    """The network that was brought and is asked for, held from now on; None without."""
    digest = asked_digest()
    network = found(digest)
    for own in (st.session_state.get(SHOWN), kept_network()):
        if isinstance(own, BroughtNetwork) and own.digest == digest:
            keep_here(own)
            network = own
    st.session_state[SHOWN] = network
    return network


def kept_network() -> BroughtNetwork | None:
    """The network that this visitor brought last."""
    kept = st.session_state.get(KEPT)
    return kept if isinstance(kept, BroughtNetwork) else None


def box_key() -> str:
    """The key of the box for files."""
    return f"_own_network_file{st.session_state.get(COUNT, 0)}"


def take_file(key: str, take: str | None = None) -> None:
    """For a callback: read the chosen file and show its network, or keep why not.

    A file that cannot be read changes nothing. take: "first" reads the first layer or
    sequence of more.
    """
    file: Any = st.session_state.get(key)
    st.session_state.pop(ERROR, None)
    st.session_state.pop(PART, None)
    if file is None:
        return
    if file.size > LARGEST_FILE:
        st.session_state[ERROR] = (
            f"{quoted_name(file.name)} has {file.size:,} bytes; a network has at most "
            f"{LARGEST_FILE:,}."
        )
        return
    try:
        network = bring(file.getvalue(), file.name, take)
    except MoreThanOne as error:
        st.session_state[ERROR] = of_file(error.found, file.name)
        st.session_state[PART] = error.first
        return
    except ValueError as error:
        st.session_state[ERROR] = of_file(str(error), file.name)
        return
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    st.session_state[KEPT] = network
    show(network)


def show(network: BroughtNetwork) -> None:
    """For a callback: show a network; the one that a link asks for as the link says.

    Another in its place has no use for the link's text and edits: they are kept for it.
    """
    asked = asked_digest()
    if asked == network.digest:
        set_settings(**_sizes(network))
        return
    wanted, instead = st.session_state.pop(OTHER, ("", ""))
    if asked == instead and network.digest == wanted:
        _set_back(st.session_state.get(BEFORE, {}))
        set_settings(network=wanted, **_sizes(network))
        return
    if found(asked) is None:
        before = {name: st.session_state.get(name) for name in SETTINGS_BEFORE}
        st.session_state[BEFORE] = before
        wanted, instead = (asked if is_digest(asked) else ""), asked
    if asked and asked == instead and wanted:
        st.session_state[OTHER] = wanted, network.digest
    own: dict[str, Value] = {"network": network.digest, "text": "", "edits": ""}
    if network.activation:
        own["activation"] = network.activation
    set_settings(**own, **_sizes(network), start=1)


def go_back() -> None:
    """For a callback: show the drawn network as it was before."""
    _set_back(st.session_state.pop(BEFORE, {}))
    set_settings(network="")


def _set_back(before: dict[str, Any]) -> None:
    """Set the settings as they were; those that had no value to their defaults."""
    for name in SETTINGS_BEFORE:
        setting = SETTINGS[name]
        value = setting.default if before.get(name) is None else before[name]
        if isinstance(setting, Number):
            value = setting.kind(value)
        set_settings(**{name: value})


def fit_sizes(network: BroughtNetwork) -> None:
    """Set the sliders of D_h and |V| to the network's, before they are drawn.

    An address that says otherwise is corrected and read again.
    """
    if is_restoring():
        return
    missing = {}
    for name, size in _sizes(network).items():
        if name in st.session_state:
            st.session_state[name] = size
        elif st.query_params.get(name, str(SETTINGS[name].default)) != str(size):
            missing[name] = str(size)
    if missing:
        st.query_params.update(missing)
        rerun()


def wanted_instead(network: BroughtNetwork) -> str:
    """The digest that a link asked for, where this one was brought in its place."""
    wanted, instead = st.session_state.get(OTHER, ("", ""))
    return str(wanted) if instead == network.digest else ""


def quoted_name(name: str) -> str:
    """A file's name in quotation marks."""
    return f"“{shown_name(name)}”"


def of_file(error: str, name: str) -> str:
    """Why a file cannot be used, which is called by its name."""
    about, file = as_sentence(error), quoted_name(name)
    for start in ("The file: ", "The file "):
        if about.startswith(start):
            return f"{file}{start[8:]}{about.removeprefix(start)}"
    return f"{file}: {about}"


def as_sentence(error: str) -> str:
    """Why a file cannot be used, as a sentence; a name keeps its letters."""
    said = error.replace("the dict", "the network", 1)
    if said.split(" ", 1)[0] in {"a", "it", "no", "the", "there", "what"}:
        said = f"{said[:1].upper()}{said[1:]}"
    return f"{said}{'' if said[-1:] in '.?)' else '.'}"


def _sizes(network: BroughtNetwork) -> dict[str, Value]:
    return {"D_h": network.hidden, "V": network.vocab}

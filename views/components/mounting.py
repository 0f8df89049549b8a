"""Mounts inline components, and passes on what the browser sends."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ..text.naming import CALLED, LETTERS, in_names, names_here
from .library import component_script


def component(
    name: str, css: tuple[str, ...], js: str, said: tuple[str, ...] = (), **options: Any
) -> Callable[..., Any]:
    """A function that mounts a component of style sheets and a JavaScript module.

    Their paths are from `views/`; the library holds both.

    It registers the component first: a server started anew, or a test with a server of
    its own, does not know it yet, and knowing it twice costs nothing. Data goes as one
    text: what is given piece by piece, Streamlit searches for tables, for which it
    loads pandas. Texts under a key of `said`, our own sentences, go in the visitor's
    names; the script gets the names too, for the sentences that it makes itself.
    """
    content: dict[str, Any] = {"js": component_script(js, css), **options}

    def mount(data: Mapping[str, Any], **arguments: Any) -> Any:
        registered = st.components.v2.component(name, **content)
        names = names_here()
        own = in_own_names(data, said, names)
        known = {"names": CALLED[names], "labels": LETTERS[names]}
        text = json.dumps({**own, **known})
        return registered(data={"json": text}, **arguments)

    return mount


def in_own_names(data: Any, said: tuple[str, ...], names: str) -> Any:
    """Data whose sentences, the texts under the keys `said`, are in these names."""
    return _renamed(data, said, names) if CALLED[names] else data


def _renamed(data: Any, said: tuple[str, ...], names: str, key: str = "") -> Any:
    """Data with the texts that stand under the keys `said` in these names."""
    if isinstance(data, Mapping):
        return {k: _renamed(part, said, names, k) for k, part in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(part, said, names, key) for part in data]
    return in_names(data, names) if isinstance(data, str) and key in said else data


def sent(key: str, name: str, then: Callable[[object], None]) -> Callable[[], None]:
    """A callback that passes what the browser sent, if anything, to `then`."""

    def callback() -> None:
        value = getattr(st.session_state.get(key), name, None)
        if value is not None:
            then(value)

    return callback

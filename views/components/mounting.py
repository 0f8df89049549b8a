"""Mounts inline components, and passes on what the browser sends."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from .library import component_script
from .picture import Picture


def component(
    name: str, css: tuple[str, ...], js: str, said: tuple[str, ...] = (), **options: Any
) -> Callable[..., Any]:
    """A function that mounts a component of style sheets and a JavaScript module."""
    return mounted(name, Picture(js, css, said), **options)


def mounted(name: str, picture: Picture, **options: Any) -> Callable[..., Any]:
    """A function that mounts a picture; the library holds its files.

    It registers the component first: a server started anew, or a test with a server of
    its own, does not know it yet, and knowing it twice costs nothing. Data goes as one
    text: what is given piece by piece, Streamlit searches for tables, for which it
    loads pandas.
    """
    script = component_script(picture.script, picture.styles)
    content: dict[str, Any] = {"js": script, **options}

    def mount(data: Mapping[str, Any], **arguments: Any) -> Any:
        registered = st.components.v2.component(name, **content)
        return registered(data={"json": picture.message(data)}, **arguments)

    return mount


def sent(key: str, name: str, then: Callable[[object], None]) -> Callable[[], None]:
    """A callback that passes what the browser sent, if anything, to `then`."""

    def callback() -> None:
        value = getattr(st.session_state.get(key), name, None)
        if value is not None:
            then(value)

    return callback

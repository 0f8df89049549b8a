"""How an inline component is mounted, and how what the browser sent is handed on."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

VIEWS = Path(__file__).parents[1]
JSDOC = re.compile(r"/\*\*.*?\*/", re.DOTALL)


def component(
    name: str, css: tuple[str, ...], js: tuple[str, ...], **options: Any
) -> Callable[..., Any]:
    """What mounts a component made of these files, with their paths from `views/`.

    It registers the component first: a server started anew, or a test with a server of
    its own, does not know it yet, and knowing it twice costs nothing. Data goes as one
    text: what is given piece by piece, Streamlit searches for tables, for which it
    loads pandas.
    """
    content: dict[str, Any] = {"css": joined(css), "js": joined(js), **options}

    def mount(data: dict[str, Any], **arguments: Any) -> Any:
        registered = st.components.v2.component(name, **content)
        return registered(data={"json": json.dumps(data)}, **arguments)

    return mount


def sent(key: str, name: str, then: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands on what the browser sent, if it sent anything."""

    def callback() -> None:
        value = getattr(st.session_state.get(key), name, None)
        if value is not None:
            then(value)

    return callback


def joined(names: tuple[str, ...]) -> str:
    """These files as one text, without comments and indentation.

    What is inline travels at every rerun. No text in these files spans lines.
    """
    text = "\n".join((VIEWS / name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in re.sub(JSDOC, "", text).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))

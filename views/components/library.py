"""All scripts and style sheets of the components, which a browser is sent once.

What a component is sent at every rerun is then its data and the names of its files.
The library's own message is the same at every run, and Streamlit sends of one that a
browser has kept no more than its hash.
"""

import hashlib
import json
from functools import cache
from typing import NamedTuple

import streamlit as st

from .joining import VIEWS, bundle, is_main, name_of, style

COMMON = VIEWS / "components"
OF_NONE = ("page", "first_page", "presenting", "projector", "apart", "mathml")
"""Style sheets that are no component's: of the page, and of what stands apart."""
GIVE = """\
const draw = (script, styles, call) => {
dress(call.parentElement, styles);
return scripts[script](call);
};
document.unrolledLibraries = { ...document.unrolledLibraries, [KEY]: draw };
document.dispatchEvent(new Event(KEY));
export default () => {};
"""
COMPONENT = """\
const draw = call => document.unrolledLibraries?.[KEY]?.(SCRIPT, STYLES, call);
export default call => {
if (document.unrolledLibraries?.[KEY]) draw(call);
else document.addEventListener(KEY, () => draw(call), { once: true });
};
"""
"""Draws with what the library has, or as soon as it is there."""


class Library(NamedTuple):
    """Scripts and style sheets of one folder of `views`, and what it is known by."""

    key: str
    script: str
    styles: frozenset[str]


FOLDERS = (
    "shell",
    "unroll",
    "jacobians",
    "derive",
    "check",
    "learn",
    "tour",
    "takehome",
)
"""Each has a library; that of the page that is shown is sent first."""


@cache
def library(folder: str) -> Library:
    """All that the components of a folder draw with, as of the process's start."""
    own = VIEWS / folder
    modules = [path for path in sorted(own.rglob("*.js")) if is_main(path)]
    if folder == "shell":
        modules += [p for p in sorted(COMMON.glob("*.js")) if is_main(p)]
    styles = {
        name_of(path): style(path)
        for path in (*sorted(COMMON.glob("*.css")), *sorted(own.rglob("*.css")))
        if path.stem not in OF_NONE
    }
    text = bundle(modules, styles) + GIVE
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Library(key, f"const KEY = '{key}';\n{text}", frozenset(styles))


def mount_libraries(*folders: str) -> None:
    """Send these libraries; outside of what is run again alone.

    They have no keys: most widgets look at all that have one, each time they are drawn.
    """
    with st.container(key=f"library_{folders[0]}"):
        for folder in folders:
            name = f"unrolled_library_{folder}"
            script = library(folder).script
            st.components.v2.component(name, js=script)(data={})


def other_folders(page: str) -> tuple[str, ...]:
    """Those whose libraries a page does not need: what opens the app does without."""
    return tuple(folder for folder in FOLDERS if folder not in ("shell", page))


def component_script(script: str, styles: tuple[str, ...]) -> str:
    """The few lines that a component is sent instead of its files."""
    folder = script.split("/", 1)[0]
    has = library("shell" if folder == COMMON.name else folder)
    if missing := {*styles} - has.styles:
        raise ValueError(f"{script} wants style sheets of another folder: {missing}")
    return (
        COMPONENT.replace("KEY", f"'{has.key}'")
        .replace("SCRIPT", json.dumps(script))
        .replace("STYLES", json.dumps(styles))
    )

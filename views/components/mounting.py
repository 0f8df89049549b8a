"""Mounts inline components, and passes on what the browser sends."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ..text.naming import CALLED, LETTERS, in_names, names_here

VIEWS = Path(__file__).parents[1]
IMPORT = re.compile(r"^import \{[^}]*\} from '(.+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
EXPORTED = re.compile(r"export (?:async )?(?:const|function) (\w+)")
PART = re.compile(r"^(?=[\w/])", re.MULTILINE)
WORD = re.compile(r"\w+")
JSDOC = re.compile(r"/\*\*.*?\*/", re.DOTALL)


def component(
    name: str, css: tuple[str, ...], js: str, said: tuple[str, ...] = (), **options: Any
) -> Callable[..., Any]:
    """A function that mounts a component of style sheets and a JavaScript module.

    Their paths are from `views/`.

    It registers the component first: a server started anew, or a test with a server of
    its own, does not know it yet, and knowing it twice costs nothing. Data goes as one
    text: what is given piece by piece, Streamlit searches for tables, for which it
    loads pandas. Texts under a key of `said`, our own sentences, go in the visitor's
    names; the script gets the names too, for the sentences that it makes itself.
    """
    script = small(bundle(VIEWS / js))
    content: dict[str, Any] = {"css": _styles(css), "js": script, **options}

    def mount(data: Mapping[str, Any], **arguments: Any) -> Any:
        registered = st.components.v2.component(name, **content)
        names = names_here()
        own = _renamed(data, said, names) if CALLED[names] else data
        known = {"names": CALLED[names], "labels": LETTERS[names]}
        text = json.dumps({**own, **known})
        return registered(data={"json": text}, **arguments)

    return mount


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


def bundle(module: Path, *imports: re.Pattern[str]) -> str:
    """A module with all that it imports, each once, as one text.

    An inline component is one module: this text has no imports, and of exports only
    the default; what nothing in it uses is left out. A name that two of its files give
    is an error in it. `imports`: further forms of imports that are followed, and left
    out, too.
    """
    texts: dict[Path, str] = {}

    def add(path: Path) -> None:
        if path in texts:
            return
        text = path.read_text(encoding="utf-8")
        for form in (IMPORT, *imports):
            for name in form.findall(text):
                add((path.parent / name).resolve())
            text = form.sub("", text)
        texts[path] = text

    add(module.resolve())
    return EXPORT.sub("", _used("\n".join(texts.values())))


def _used(script: str) -> str:
    """A script without the functions and constants that only other scripts import.

    A statement begins where a line does, with a letter; a comment with a slash.
    """
    parts = PART.split(script)
    while True:
        code = (JSDOC.sub("", part) for part in parts if not part.startswith("/"))
        uses = Counter(word for part in code for word in set(WORD.findall(part)))
        unused = {
            n
            for n, part in enumerate(parts)
            if (exported := EXPORTED.match(part)) and uses[exported[1]] == 1
        }
        if not unused:
            return "".join(parts)
        told = {n - 1 for n in unused if parts[n - 1].startswith("/")}
        types = {n for n in told if "@typedef" in parts[n]}
        dropped = unused | (told - types)
        parts = [part for n, part in enumerate(parts) if n not in dropped]


def small(script: str) -> str:
    """A script without comments and indentation, since it travels at every rerun.

    Comments are JSDoc's, or whole lines; no text in a script spans lines.
    """
    lines = (line.strip() for line in JSDOC.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _styles(names: tuple[str, ...]) -> str:
    texts = ((VIEWS / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(line.strip() for text in texts for line in text.splitlines())

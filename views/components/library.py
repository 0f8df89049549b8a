"""All scripts and style sheets of the components, which a browser is sent once.

What a component is sent at every rerun is then its data and the names of its files.
The library's own message is the same at every run, and Streamlit sends of one that a
browser has kept no more than its hash.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st

VIEWS = Path(__file__).parents[1]
COMMON = VIEWS / "components"
OF_THE_PAGE = ("page.css", "first_page.css", "presenting.css", "projector.css")
"""Style sheets that are the page's and no component's."""
IMPORT = re.compile(r"^import (\{[^}]*\}) from '(.+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=async function|function|const)", re.MULTILINE)
EXPORTED = re.compile(
    EXPORT.pattern + r"(?:async )?(?:const|function) ([\w]+|[\[{][^\]}]*[\]}])", re.M
)
WORD = re.compile(r"\w+")
MAIN = re.compile(r"^export default ", re.MULTILINE)
NOTHING = re.compile(r"^export \{\};\n", re.MULTILINE)
JSDOC = re.compile(r"/\*\*.*?\*/", re.DOTALL)

DRESS = """\
const worn = {};
const sheet = name => {
if (!worn[name]) (worn[name] = new CSSStyleSheet()).replaceSync(sheets[name]);
return worn[name];
};
const dress = (part, names) => {
const root = part.getRootNode();
if (root instanceof ShadowRoot) root.adoptedStyleSheets = names.map(sheet);
else if (!part.querySelector(':scope > style')) {
const style = document.createElement('style');
style.textContent = names.map(name => sheets[name]).join('\\n');
part.prepend(style);
}
};
"""
"""Gives a component its style sheets.

In a shadow of its own these are shared. In the page they stand where the component
does, so that what they say and what the page's sheets say have their order.
"""
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
    modules = [path for path in sorted(own.rglob("*.js")) if _is_main(path)]
    if folder == "shell":
        modules += [p for p in sorted(COMMON.glob("*.js")) if _is_main(p)]
    styles = {
        _name(path): style(path)
        for path in (*sorted(COMMON.glob("*.css")), *sorted(own.rglob("*.css")))
        if path.name not in OF_THE_PAGE
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
    """Those whose libraries a page does not need."""
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


def bundle(modules: Iterable[Path], styles: Mapping[str, str]) -> str:
    """Modules as `scripts`, and `dress`, which gives a component its style sheets."""
    return f"{joined(modules)}const sheets = {json.dumps(styles)};\n{DRESS}"


def joined(modules: Iterable[Path]) -> str:
    """Modules and all that they import, each once and in a scope of its own.

    A module becomes a function that is called where it stands, after those that it
    imports, and gives what it exports; `scripts` are the default exports by name, of a
    module without one all that it exports.
    """
    places: dict[Path, str] = {}
    given: dict[Path, list[str]] = {}
    texts: list[str] = []
    mains: dict[str, str] = {}

    def add(path: Path, below: tuple[Path, ...] = ()) -> str:
        if path in below:
            raise ValueError(f"{_name(path)} imports itself on the way")
        if path in places:
            return places[path]
        text = path.read_text(encoding="utf-8")
        imports = ""
        for names, other in IMPORT.findall(text):
            source = (path.parent / other).resolve()
            imports += f"const {names} = {add(source, (*below, path))};\n"
            if missing := {*WORD.findall(names)} - {*given[source]}:
                raise ValueError(f"{_name(source)} does not export {missing}")
        gives = given[path] = WORD.findall(" ".join(EXPORTED.findall(text)))
        if MAIN.search(text):
            gives.append("main")
        text = NOTHING.sub("", IMPORT.sub("", text))
        text = MAIN.sub("const main = ", EXPORT.sub("", text))
        place = places[path] = f"m{len(places)}"
        body = f"{imports}{small(text)}\nreturn {{ {', '.join(gives)} }};"
        texts.append(f"const {place} = (() => {{\n{body}\n}})();\n")
        return place

    for path in modules:
        place = add(path.resolve())
        default = ".main" if "main" in given[path.resolve()] else ""
        mains[_name(path)] = place + default
    listed = ",\n".join(f"{json.dumps(name)}: {main}" for name, main in mains.items())
    return f"{''.join(texts)}const scripts = {{\n{listed}\n}};\n"


def small(script: str) -> str:
    """A script without comments and indentation.

    Comments are JSDoc's, or whole lines; no text in a script spans lines.
    """
    lines = (line.strip() for line in JSDOC.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _is_main(path: Path) -> bool:
    return bool(MAIN.search(path.read_text(encoding="utf-8")))


def _name(path: Path) -> str:
    return path.relative_to(VIEWS).as_posix()


def style(path: Path) -> str:
    """A style sheet without indentation."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines)

"""Joins scripts and what they import to one text, and reads style sheets."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

VIEWS = Path(__file__).parents[1]
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


def bundle(modules: Iterable[Path], styles: Mapping[str, str]) -> str:
    """Modules as `scripts`, and `dress`, which gives a component its style sheets."""
    return f"{joined(modules)}const sheets = {json.dumps(styles)};\n{DRESS}"


def joined(modules: Iterable[Path]) -> str:
    """Modules and all that they import, each once and in a scope of its own.

    A module becomes a function that is called where it stands, after those that it
    imports, and gives what it exports; `scripts` are the default exports by name, or
    where a module has none all that it exports.
    """
    places: dict[Path, str] = {}
    given: dict[Path, list[str]] = {}
    texts: list[str] = []
    given_by: dict[str, str] = {}

    def add(path: Path, below: tuple[Path, ...] = ()) -> str:
        if path in below:
            raise ValueError(f"{name_of(path)} imports itself on the way")
        if path in places:
            return places[path]
        text = path.read_text(encoding="utf-8")
        imports = ""
        for names, other in IMPORT.findall(text):
            source = (path.parent / other).resolve()
            imports += f"const {names} = {add(source, (*below, path))};\n"
            if missing := {*WORD.findall(names)} - {*given[source]}:
                raise ValueError(f"{name_of(source)} does not export {missing}")
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
        given_by[name_of(path)] = f"{place}.main" if is_main(path) else place
    listed = ",\n".join(f"{json.dumps(name)}: {it}" for name, it in given_by.items())
    return f"{''.join(texts)}const scripts = {{\n{listed}\n}};\n"


def small(script: str) -> str:
    """A script without comments and indentation.

    Comments are JSDoc's, or whole lines; no text in a script spans lines.
    """
    lines = (line.strip() for line in JSDOC.sub("", script).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def is_main(path: Path) -> bool:
    """Whether a module has a default export: draws something."""
    return bool(MAIN.search(path.read_text(encoding="utf-8")))


def name_of(path: Path) -> str:
    """A file's path from `views/`."""
    return path.relative_to(VIEWS).as_posix()


def style(path: Path) -> str:
    """A style sheet without indentation."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines)

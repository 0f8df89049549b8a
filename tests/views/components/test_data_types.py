"""Tests that the types of pictures' data agree in Python and in JavaScript."""

import importlib
import re
from types import ModuleType, NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import pytest

from views.components.joining import VIEWS

FOLDERS = sorted(path.parent for path in VIEWS.rglob("data_types.js"))
NAMES = {int: "number", float: "number", str: "string", bool: "boolean"}
COMMENT = re.compile(r"/\*\*(.*?)\*/", re.DOTALL)
OBJECT = re.compile(r"@typedef \{object\} (\w+)")
ALIAS = re.compile(r"@typedef \{(.+)\} (\w+)")
PROPERTY = re.compile(r"@property \{(.+)\} (\[\w+\]|\w+)(?: - |$)", re.MULTILINE)
ITEM = re.compile(r"(.+?)((?:\[\])*)$")


def module(folder: Any) -> ModuleType:
    name = ".".join(("views", *folder.relative_to(VIEWS).parts, "data_types"))
    return importlib.import_module(name)


def typed_dicts(of: ModuleType) -> dict[str, type]:
    """The types of a module's own."""
    return {
        name: value
        for name, value in vars(of).items()
        if is_typeddict(value) and value.__module__ == of.__name__
    }


def bases(of: ModuleType) -> set[str]:
    """Those whose fields are some of another's: what others begin with."""
    fields = {kind: set(get_type_hints(kind)) for kind in typed_dicts(of).values()}
    return {
        kind.__name__
        for kind, names in fields.items()
        if any(names < others for others in fields.values())
    }


def in_python(hint: Any) -> str:
    """A Python type as JSON has it, in TypeScript's words; TypedDicts by name."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " | ".join(sorted({in_python(arg) for arg in args}))
    if origin is Literal:
        return " | ".join(sorted(f"'{arg}'" for arg in args))
    if origin is list:
        item = in_python(args[0])
        return f"({item})[]" if len(split(item, "|")) > 1 else f"{item}[]"
    if origin is tuple:
        return f"[{', '.join(in_python(arg) for arg in args)}]"
    if origin is dict:
        return f"Record<{in_python(args[0])}, {in_python(args[1])}>"
    if hint is NoneType:
        return "null"
    return NAMES.get(hint) or hint.__name__


def fields_in_python(kind: type) -> dict[str, str]:
    """A TypedDict's fields; those that may be missing have a question mark."""
    required = kind.__required_keys__  # type: ignore[attr-defined]
    hints = get_type_hints(kind)
    return {
        name if name in required else f"{name}?": in_python(hint)
        for name, hint in hints.items()
    }


def in_javascript(text: str, aliases: dict[str, str]) -> str:
    """A type of JSDoc with its aliases put in, and the parts of a union in order."""
    for name, meaning in aliases.items():
        text = re.sub(rf"\b{name}\b", meaning, text)
    return union(text)


def union(text: str) -> str:
    """The same with the parts of every union in order."""
    parts = split(text, "|")
    if len(parts) > 1:
        return " | ".join(sorted(union(part) for part in parts))
    match = ITEM.fullmatch(text.strip())
    assert match, text
    inner, lists = match.groups()
    if inner.startswith("("):
        return f"({union(inner[1:-1])}){lists}"
    if inner.startswith("["):
        return f"[{', '.join(union(part) for part in split(inner[1:-1], ','))}]{lists}"
    if inner.startswith("Record<"):
        key, value = split(inner[len("Record<") : -1], ",")
        return f"Record<{union(key)}, {union(value)}>{lists}"
    return inner + lists


def split(text: str, mark: str) -> list[str]:
    """A text's parts between marks that stand in no bracket."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([<") - (sign in ")]>")
        if sign == mark and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def fields_in_javascript(text: str) -> dict[str, dict[str, str]]:
    """The properties of every object type of a file."""
    comments = COMMENT.findall(text)
    aliases = {
        match[2]: match[1]
        for comment in comments
        if (match := ALIAS.search(comment)) and match[1] != "object"
    }
    found = {}
    for comment in comments:
        if name := OBJECT.search(comment):
            lines = re.sub(r"^ \* ?", "", comment, flags=re.MULTILINE)
            found[name[1]] = {
                field.strip("[]") + "?" * field.startswith("["): in_javascript(
                    kind, aliases
                )
                for kind, field in PROPERTY.findall(lines)
            }
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_both_halves_agree_on_every_field(folder):
    taken = fields_in_javascript((folder / "data_types.js").read_text("utf-8"))
    sent = {
        name: fields_in_python(kind)
        for name, kind in typed_dicts(module(folder)).items()
        if name in taken or name not in bases(module(folder))
    }
    assert taken == sent


def test_differences_are_seen():
    class Sent(dict[str, Any]):
        """Stands in for a TypedDict."""

        __annotations__ = {"a": int, "b": NotRequired[str], "c": list[str | None]}
        __required_keys__ = frozenset({"a", "c"})

    assert fields_in_python(Sent) == {
        "a": "number",
        "b?": "string",
        "c": "(null | string)[]",
    }
    text = """
    /** @typedef {[number, string]} Pair */
    /**
     * @typedef {object} Taken
     * @property {Pair[]} a - what it is
     * @property {string} [b]
     * @property {(string | null)[]} c
     * @property {Record<string, Pair[]>} d
     */
    """.replace("\n    ", "\n")
    assert fields_in_javascript(text) == {
        "Taken": {
            "a": "[number, string][]",
            "b?": "string",
            "c": "(null | string)[]",
            "d": "Record<string, [number, string][]>",
        }
    }


def test_every_picture_takes_what_its_types_say():
    """Each module of a component reads its data as one of the types sent to it."""
    for path in VIEWS.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        if "\nexport default " in text:
            (kind,) = re.findall(
                r"@type \{(\w+)\} \*/\n  const data = received\(", text
            )
            kinds = typed_dicts(module(path.parent))
            assert kind in kinds, (path, kind)

"""Puts `unrolled_notebook` into the wheel, with what it is made of in `views`.

`views` is no name for a package that others install beside their own: in the wheel it
lies inside of `unrolled_notebook`, whose imports of it become relative ones.
"""

import ast
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OWN = "unrolled_notebook"
ABSOLUTE = re.compile(r"^from views\b", re.MULTILINE)
SCRIPT_IMPORT = re.compile(r"^import [^;]*? from '(\..+)';$", re.MULTILINE)


class NotebookWheel(BuildHookInterface[Any]):
    """Adds them to a wheel; one that is editable finds them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory()
        included = build_data["force_include"]
        for path in carried(root):
            place = path.relative_to(root).as_posix()
            if path.is_relative_to(root / "views"):
                included[str(path)] = f"{OWN}/{place}"
                continue
            changed = Path(self._folder.name) / path.name
            text = path.read_text(encoding="utf-8")
            changed.write_text(ABSOLUTE.sub("from .views", text), encoding="utf-8")
            included[str(changed)] = place

    def finalize(self, version: str, build_data: dict[str, Any], path: str) -> None:
        if version != "editable":
            self._folder.cleanup()


def carried(root: Path) -> list[Path]:
    """The package's own modules, and all that they need of `views`."""
    found = set((root / OWN).glob("*.py"))
    left = sorted(found)
    while left:
        path = left.pop()
        needs = _python(path, root) if path.suffix == ".py" else _script(path)
        new = {need for need in needs if need.is_file()} - found
        found |= new
        left += sorted(new)
    return sorted(found)


def _python(path: Path, root: Path) -> Iterator[Path]:
    """What a module imports of `views`, the packages around that, and the scripts and
    style sheets that it names.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"[\w/]+\.(js|css)", node.value):
                yield root / "views" / node.value
        if not isinstance(node, ast.ImportFrom):
            continue
        module = node.module or ""
        if node.level:
            start = path.parents[node.level - 1]
        elif module.split(".")[0] == "views":
            start = root
        else:
            continue
        place = start.joinpath(*module.split(".")) if module else start
        for target in (place, *(place / alias.name for alias in node.names)):
            yield target.with_suffix(".py")
            for folder in (target, *target.parents):
                if folder.is_relative_to(root / "views"):
                    yield folder / "__init__.py"


def _script(path: Path) -> Iterator[Path]:
    """The modules that a script imports."""
    for name in SCRIPT_IMPORT.findall(path.read_text(encoding="utf-8")):
        yield (path.parent / name).resolve()

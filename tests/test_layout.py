"""Where files lie and how long they are, and which tests may import what."""

import ast
import subprocess
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 300
"""Lines of a source file; a table of the source's own words may be longer."""
TABLES = "derivations/errata/table*.py"


def tracked(*patterns):
    """The paths of the repository's files that match, or of a copy's without Git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listing.returncode:
        pytest.skip("this is a copy without Git")
    paths = [line for line in listing.stdout.splitlines() if (ROOT / line).exists()]
    assert paths
    return paths


def test_every_module_of_views_lies_in_a_folder_of_its_own():
    direct = [path.name for path in (ROOT / "views").glob("*.py")]
    assert direct == ["__init__.py"]


def test_no_source_file_is_too_long_to_be_read():
    too_long = {}
    for path in tracked("*.py", "*.js", "*.css"):
        lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
        if lines > LONGEST and not PurePosixPath(path).match(TABLES):
            too_long[path] = lines
    assert too_long == {}


def imported(path):
    """The modules and the names that a file imports, whole and one by one."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_what_tests_share_lies_in_modules_without_tests():
    borrowed = [
        (path, module)
        for path in tracked("tests/*.py")
        for module, name in imported(path)
        if any(part.startswith("test_") for part in [*module.split("."), name])
    ]
    assert borrowed == []


def test_tests_use_what_modules_show():
    private = [
        (path, module, name)
        for path in tracked("tests/*.py")
        for module, name in imported(path)
        if module.startswith(("views", "rnn_core", "derivations"))
        and name.startswith("_")
    ]
    assert private == []

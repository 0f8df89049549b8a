"""Tests of the library: the wheel, what importing it changes, and what it needs."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.notebook_wheel import carried
from unrolled_notebook.script import script as script_of_pictures

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
STATE = """
import json, locale, os, sys, threading, warnings
sys.path.insert(0, sys.argv[1])
import {needed}
from threadpoolctl import threadpool_info
def state():
    return {{
        "BLAS": [(pool["filepath"], pool["num_threads"]) for pool in threadpool_info()],
        "errors": numpy.geterr(),
        "printing": repr(numpy.get_printoptions()),
        "warnings": repr(warnings.filters),
        "environment": dict(os.environ),
        "recursion": sys.getrecursionlimit(),
        "digits": getattr(sys.modules.get("mpmath"), "mp", None) and mpmath.mp.dps,
        "locale": locale.setlocale(locale.LC_ALL),
        "threads": threading.active_count(),
    }}
before = state()
import {engine}
after = state()
print(json.dumps([before, after, {engine}.__file__]))
"""
NEEDED = {
    "rnn_core": "numpy, jaxtyping",
    "derivations": "numpy, jaxtyping, mpmath, sympy",
}
"""What each engine needs, imported before it: that may change what it likes."""
USE = """
import sys
sys.path.insert(0, sys.argv[1])
from derivations import DERIVATIONS, ERRATA, verify
from rnn_core import Params, backward, forward
params = Params.random(3, 5)
words = [0, 1, 2], [1, 2, 3]
print(backward(forward(params, *words)).gradients().H.shape)
for derivation in DERIVATIONS.values():
    assert all(c.holds is not False for c in verify(derivation, params, *words))
print(len(ERRATA))
"""


NOTEBOOK = """
import sys
sys.path.insert(0, sys.argv[1])
class Missing:
    def find_spec(self, name, *others):
        if name.split(".")[0] in sys.argv[2:]:
            raise ImportError(name)
sys.meta_path.insert(0, Missing())
from rnn_core import Params, backward, forward
from unrolled_notebook import show
back = backward(forward(Params.random(3, 5), [0, 1, 2], [1, 2, 3]))
widget = show(back, "H", 0, 1)
widget.pick = ("U", 4, 2, 3, 2)
print(widget._shown["headline"])
print(widget._esm)
"""
MISSING = ("streamlit", "plotly", "cachetools", "derivations", "sympy", "views")


def isolated(code, *arguments, **environment):
    """What a new interpreter prints, without this folder and PYTHON variables."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", code, *arguments],
        cwd="/",
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(ROOT)],
        check=True,
        timeout=120,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "unpacked")
    return str(wheel.parent / "unpacked")


def test_the_wheel_holds_both_engines_whole_and_of_the_rest_what_a_notebook_needs(
    wheel,
):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    (about,) = {name.split("/")[0] for name in names if ".dist-info/" in name}
    kept = {
        path.relative_to(ROOT).as_posix()
        for package in ("rnn_core", "derivations")
        for path in (ROOT / package).rglob("*")
        if path.is_file()
        and path.name != "ruff.toml"
        and not re.search(r"/\.|__pycache__", path.as_posix().removeprefix(str(ROOT)))
    }
    assert {"rnn_core/py.typed", "derivations/py.typed"} <= kept
    pictures = {
        name if name.startswith("unrolled_notebook") else f"unrolled_notebook/{name}"
        for name in (path.relative_to(ROOT).as_posix() for path in carried(ROOT))
    }
    assert {name for name in names if not name.startswith(about)} == kept | pictures
    assert f"{about}/licenses/LICENSE" in names


@pytest.mark.parametrize("engine", NEEDED)
def test_importing_an_engine_changes_nothing(engine, unpacked):
    code = STATE.format(engine=engine, needed=NEEDED[engine])
    threads = {"OPENBLAS_NUM_THREADS": "2", "MKL_NUM_THREADS": "2"}
    before, after, file = json.loads(isolated(code, unpacked, **threads))
    assert file.startswith(unpacked)
    assert before["BLAS"], "NumPy's BLAS is not among the thread pools"
    assert after == before


def test_the_unpacked_wheel_does_all_that_the_engines_do(unpacked):
    shape, errata = isolated(USE, unpacked).splitlines()
    assert shape == "(3, 3)"
    assert int(errata) > 10


def test_the_unpacked_wheel_shows_pictures_without_the_app(unpacked):
    """Its script is this folder's, to the letter; no module of the app is there."""
    headline, script = isolated(NOTEBOOK, unpacked, *MISSING).split("\n", 1)
    assert "U_{53}" in headline
    assert script.rstrip() == script_of_pictures().rstrip()
    assert "import" not in re.findall(r"^\w+", script, re.MULTILINE)


def test_requirements_are_those_of_the_library_and_its_app():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = PROJECT["project"]
    both = project["dependencies"] + project["optional-dependencies"]["app"]
    assert sorted(map(str, map(Requirement, lines))) == sorted(
        map(str, map(Requirement, both))
    )


def test_the_library_needs_only_what_its_engines_import():
    required = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    modules = [path for name in NEEDED for path in (ROOT / name).rglob("*.py")]
    imported = {
        name.split(".")[0]
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imports(node)
    }
    standard = sys.stdlib_module_names | {"rnn_core", "derivations"}
    assert imported - standard == required


def imports(node):
    """The modules that a statement imports from outside its own package."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module]
    return []

"""Which archive has which module: what the first view needs comes first."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from .files import Files, module_name
from .stubs import NOT_HERE

HERE = Path(__file__).parent
PYTHON, FIRST = "python_stdlib.zip", "first.zip"
"""What the first view reads: of Python itself, and of all packages and the app."""
DERIVE, PAGES, REST, MORE = "derive.zip", "pages.zip", "rest.zip", "more.zip"
"""What Derive reads of the mathematics, and all pages of the rest; what none of them
asks for, of the rest and of the mathematics."""
MATHEMATICS = ("sympy", "mpmath")
WHOLE = ("pyodide_http", "streamlit", *NOT_HERE)
"""Packages of which a module is tried at the start and done without: no list has it."""
OWN = ("in_browser", "ready_libraries", "safetensors_file")
APP = ("derivations", "rnn_core", "views", *OWN)


class Parts(NamedTuple):
    """Files by their archive, and the archive of each module that is found by its name:
    those that come late, and all of the app."""

    files: dict[str, Files]
    places: dict[str, str]


@cache
def modules(name: str) -> frozenset[str]:
    """The modules that `python -m static_site.modules` found in use."""
    return frozenset((HERE / f"{name}.txt").read_text(encoding="utf-8").split())


def parts(files: Files, python: Files) -> Parts:
    """Files shared out among the archives; python: those of Python itself."""
    names = (PYTHON, FIRST, DERIVE, PAGES, REST, MORE)
    shared: dict[str, Files] = {name: {} for name in names}
    places = {}
    for path, data in (files | python).items():
        where = _archive(path)
        if path in python:
            where = PYTHON if where == FIRST or not path.endswith(".py") else where
        shared[where][path] = data
        of_app = path.split("/")[0].removesuffix(".py") in APP
        if path.endswith((".py", ".pyc")) and (of_app or where not in (FIRST, PYTHON)):
            places[module_name(path)] = where
    return Parts(shared, places)


def _archive(path: str) -> str:
    """A module is where its name says, and other files are with their package."""
    name = path.split("/")[0].removesuffix(".py")
    module = module_name(path) if path.endswith((".py", ".pyc")) else name
    derived = module in modules("derive")
    if name in MATHEMATICS:
        return DERIVE if derived else MORE
    if module in modules("first") or name.endswith(".dist-info") or name in WHOLE:
        return FIRST
    return PAGES if derived or module in modules("pages") or name in APP else REST

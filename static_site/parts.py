"""Which archive has which module: what the first view needs comes first."""

from pathlib import Path
from typing import NamedTuple

from .files import Files, module_name

HERE = Path(__file__).parent
FIRST, DERIVE, REST, MORE = "first.zip", "derive.zip", "rest.zip", "more.zip"
MATHEMATICS = ("sympy", "mpmath")
"""Packages that Derive brings along."""
PARTLY_FIRST = (
    "_plotly_utils",
    "anyio",
    "cachetools",
    "idna",
    "itsdangerous",
    "jaxtyping",
    "narwhals",
    "packaging",
    "plotly",
    "python_multipart",
    "starlette",
    "stlite_lib",
    "toml",
    "wadler_lindig",
)
"""Packages of which the first view reads a part; of the others it may need all."""


class Parts(NamedTuple):
    """Files by their archive, and the archive of each module that comes late."""

    files: dict[str, Files]
    late: dict[str, str]


def modules(name: str) -> frozenset[str]:
    """The modules that `python -m static_site.modules` found in use."""
    return frozenset((HERE / f"{name}.txt").read_text(encoding="utf-8").split())


def parts(files: Files) -> Parts:
    """Files shared out among the archives."""
    used, derived = modules("first"), modules("derive")
    shared: dict[str, Files] = {name: {} for name in (FIRST, DERIVE, REST, MORE)}
    late = {}
    for path, data in files.items():
        top = path.split("/")[0].removesuffix(".py")
        module = module_name(path.removesuffix("c"))
        compiled = path.endswith((".py", ".pyc"))
        if top in MATHEMATICS:
            where = DERIVE if module in derived or not compiled else MORE
        elif top in PARTLY_FIRST and module not in used:
            read = top in used and not path.startswith("plotly/package_data")
            where = FIRST if read and not compiled else REST
        else:
            where = FIRST
        shared[where][path] = data
        if where != FIRST and compiled:
            late[module] = where
    return Parts(shared, late)

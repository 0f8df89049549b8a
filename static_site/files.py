"""Files of wheels by their paths, and archives of them that are always the same."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

Files = dict[str, bytes]
"""Contents by path."""

TESTED = ("sympy", "numpy", "mpmath", "narwhals")
"""Packages whose tests are installed with them."""
NEVER_READ = (
    "plotly/package_data/plotly.min",
    "plotly/package_data/widgetbundle",
    "plotly/package_data/datasets",
    "plotly/labextension",
    "plotly/express",
    "plotly/figure_factory",
    "plotly/matplotlylib",
    "numpy/f2py",
    "numpy/distutils",
    "numpy/_pyinstaller",
    "numpy/testing/",
    "numpy/_core/_multiarray_tests",
    "numpy/_core/_operand_flag_tests",
    "numpy/_core/_rational_tests",
    "numpy/_core/_simd.",
    "numpy/_core/_struct_ufunc_tests",
    "numpy/_core/_umath_tests",
    "numpy/fft/",
    "numpy/linalg/lapack_lite.",
    "numpy/ma/",
    "numpy/polynomial/",
    "streamlit/.agents",
    "streamlit/hello",
    "streamlit/testing",
    "sympy/galgebra",
    "sympy/benchmarks",
    "bin/",
    "etc/",
    "share/",
)
SUFFIXES = (".pyi", ".c", ".h", ".pxd", ".a", ".typed", "/")
KEPT_OF_INFO = ("METADATA", "entry_points.txt")
EARLIEST = (1980, 1, 1, 0, 0, 0)

READ_BY_PATH = b"""\
            if not opath.exists(validator_json_path):
                raise FileNotFoundError(
                    f"Validator JSON file not found: {validator_json_path}"
                )
            with open(validator_json_path, "r") as f:
                ValidatorCache._json_cache = json.load(f)
"""
READ_BY_PACKAGE = b"""\
            import pkgutil
            found = pkgutil.get_data("plotly", "validators/_validators.json")
            ValidatorCache._json_cache = json.loads(found)
"""
THEMED = b"""
from streamlit.elements.lib import streamlit_plotly_theme
streamlit_plotly_theme.configure_streamlit_plotly_theme()
"""
"""Streamlit does this at its start, and Plotly is not there yet then."""
DOCUMENTING = ("numpy/_core/_add_newdocs.py", "numpy/_core/_add_newdocs_scalars.py")
"""Modules that hang docstrings onto others."""


def of_wheels(wheels: Iterable[bytes]) -> Files:
    """What the app can need of these wheels."""
    files: Files = {}
    for data in wheels:
        with zipfile.ZipFile(io.BytesIO(data)) as wheel:
            for name in wheel.namelist():
                if not _never_needed(name):
                    files[name] = _as_read_here(name, wheel.read(name))
    return files


def archive(files: Mapping[str, bytes], compress: bool = True) -> bytes:
    """A zip of files in their order, with folders for packages without `__init__`.

    It says nothing of when it was made: the same files give the same bytes.
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=9) as written:
        for name in [*_namespaces(files), *files]:
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type = method
            about.create_system = 3
            written.writestr(about, files.get(name, b""))
    return made.getvalue()


def in_archive(data: bytes) -> Files:
    """The files of a zip, its folders left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return {n: read.read(n) for n in read.namelist() if not n.endswith("/")}


def module_name(path: str) -> str:
    """`a/b/__init__.py`, `a/b.py` and `a/b.pyc` are the modules a.b."""
    stem = path.removesuffix("c").removesuffix(".py").removesuffix("/__init__")
    return stem.replace("/", ".")


def _never_needed(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if ".dist-info/" in name:
        return not name.endswith(KEPT_OF_INFO)
    tests = parts[0] in TESTED and not {"tests", "test"}.isdisjoint(parts)
    data = ".data/data/" in name
    return tests or data or name.endswith(SUFFIXES) or name.startswith(NEVER_READ)


def _as_read_here(name: str, data: bytes) -> bytes:
    """Plotly opens one file by its path, which a file in an archive has not."""
    if name == "plotly/graph_objects/__init__.py":
        return data + THEMED
    if name in DOCUMENTING:
        return b""
    if name.endswith(".dist-info/METADATA"):
        return data.partition(b"\n\n")[0]
    if name != "plotly/validator_cache.py":
        return data
    if data.count(READ_BY_PATH) != 1:
        raise ValueError("Plotly reads its validators in another way now.")
    return data.replace(READ_BY_PATH, READ_BY_PACKAGE)


def _namespaces(files: Mapping[str, bytes]) -> list[str]:
    """Folders of modules that are no packages: zipimport has to see them."""
    modules = [PurePosixPath(name) for name in files if name.endswith((".py", ".pyc"))]
    folders = {str(up) for path in modules for up in path.parents} - {"."}
    init = ("__init__.py", "__init__.pyc")
    return sorted(
        f"{f}/" for f in folders if not any(f"{f}/{i}" in files for i in init)
    )

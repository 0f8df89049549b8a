"""What the site is made of, from npm and PyPI: versions and sums are locked."""

import hashlib
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
CACHE = HERE.parent / "build" / "downloads"
PYTHON = "3.13"
"""Of Pyodide."""


class Package(NamedTuple):
    """A package of npm, and the SHA-256 of its archive."""

    name: str
    version: str
    sha256: str


STLITE = Package(
    "@stlite/browser",
    "1.9.2",
    "b3dfabea1ac00a64395894f9499190c42f47ba953fbf0511637400fab941207e",
)
"""Streamlit for browsers, with the Pyodide that it asks for."""
PYODIDE = Package(
    "pyodide",
    "0.29.3",
    "924f3167d6bf5e553bda392615eaa82edd82a9cffc32a1cc49853a926b148c5c",
)
NUMPY = "numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl"
NUMPY_SHA256 = "3db3c4f3e0448f4d62a85c262692f1260ccd8a91335442bd2442f21ffeddb558"
"""As the lock file of npm's pyodide 0.28.3 has it, whose ABI is that of 0.29.3."""
PYODIDE_FILES = "https://cdn.jsdelivr.net/pyodide/v0.28.3/full/"
"""Pyodide's own distribution."""
CARRIER = "open-webui==0.8.5"
"""A package of PyPI that carries the same file, where the network has PyPI alone."""
CARRIED = "open_webui/frontend/pyodide/"


class WrongSumError(ValueError):
    """What was downloaded is not what was locked."""


class OutOfReachError(OSError):
    """A registry does not answer, or has not what was asked for."""


def checked(data: bytes, sha256: str, what: str) -> bytes:
    """The data; WrongSumError if they have another SHA-256."""
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise WrongSumError(f"{what} has the SHA-256 {found}, not {sha256}.")
    return data


def npm_package(package: Package) -> Path:
    """The folder of a package's files."""
    name = package.name.strip("@").replace("/", "-")
    archive = CACHE / f"{name}-{package.version}.tgz"
    folder = archive.with_suffix("")
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        wanted = f"{package.name}@{package.version}"
        _fetch(["npm", "pack", "--silent", wanted], CACHE)
    checked(archive.read_bytes(), package.sha256, archive.name)
    if not folder.exists():
        shutil.unpack_archive(archive, folder, filter="data")
    return folder / "package"


def wheels() -> list[Path]:
    """The wheels of requirements.txt, whose sums pip compares."""
    folder = CACHE / "wheels"
    _pip_download(
        folder, "--require-hashes", "-r", str(HERE / "requirements.txt"), python=PYTHON
    )
    names = (HERE / "requirements.txt").read_text(encoding="utf-8")
    pinned = [line.split(" ")[0] for line in names.splitlines() if "==" in line]
    return [_wheel(folder, *pin.split("==")) for pin in pinned]


def numpy_wheel() -> bytes:
    """NumPy for Pyodide."""
    kept = CACHE / NUMPY
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_from_pyodide() or _from_carrier())
    return checked(kept.read_bytes(), NUMPY_SHA256, NUMPY)


def _from_pyodide() -> bytes | None:
    try:
        with urllib.request.urlopen(PYODIDE_FILES + NUMPY, timeout=10) as answer:
            return bytes(answer.read())
    except OSError:
        return None


def _from_carrier() -> bytes:
    folder = CACHE / "carrier"
    _pip_download(folder, CARRIER, python="3.11")
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        return files.read(CARRIED + NUMPY)


def _pip_download(folder: Path, *what: str, python: str) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--dest", str(folder)]
    command += ["--only-binary=:all:", "--platform", "any", "--python-version", python]
    _fetch([*command, *what], HERE)


def _fetch(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise OutOfReachError(f"{command[0]} could not download: {error}") from error


def _wheel(folder: Path, name: str, version: str) -> Path:
    stem = f"{name.replace('-', '_')}-{version}-"
    [path] = [p for p in folder.glob("*.whl") if p.name.lower().startswith(stem)]
    return path

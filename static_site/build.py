"""`python -m static_site.build`: the app as a folder of files, in build/site.

Any web server serves the folder, under any path. The same sources give the same bytes.
"""

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from views.address.settings import PAGES
from views.components.library import FOLDERS, library

from .downloads import NUMPY, PYODIDE, STLITE, npm_package, numpy_wheel, wheels
from .files import Files, archive, in_archive, of_wheels
from .pages import write_pages
from .parts import FIRST, PYTHON, parts
from .stubs import micropip, stubs

HERE = Path(__file__).parent
ROOT = HERE.parent
SITE = ROOT / "build" / "site"
APP, MICROPIP = "app.zip", "micropip-0.11.1-py3-none-any.whl"
OF_APP = (".streamlit", "rnn_core", "derivations", "views")
OF_PYODIDE = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
)
UNUSED = re.compile(
    r"\.(map|d\.ts|whl|wasm|woff|ttf)$|DeckGl|mermaid|cytoscape|[Dd]iagram|VegaLite|Audio|"
    "Camera|GraphViz|cynefin|swimlanes|-definition|cose-bilkent|dagre|wavesurfer|"
    "Balloons|Snow|ChatInput|ColorPicker"
)
"""Files of Streamlit for browsers that nothing here shows; each font that is left is
there as .woff2, which every browser that runs this reads."""
BEFORE = """\
from late import streamlit_is_here
streamlit_is_here()
import ready_libraries
import in_browser
"""
AFTER = "\nin_browser.hear_links()\n"
BESIDE = ("in_browser.py", "ready_libraries.py", "safetensors_file.py", "links.js")
"""What the app is given of a browser."""
DEFERRED = "let e = await L.requestDeferredFile(D), t = y.buildDownloadUrl(e.url);"
FETCHED = """\
let e = await L.requestDeferredFile(D);
if (e.url.startsWith("/media")) { await V(e.url); return; }
let t = y.buildDownloadUrl(e.url);"""
"""A file that is made when it is asked for is fetched from Python, like others."""


def build(site: Path = SITE) -> None:
    """Make the folder anew."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "pyodide").mkdir(parents=True)
    pyodide, stlite = npm_package(PYODIDE), npm_package(STLITE) / "build"
    for name in OF_PYODIDE:
        shutil.copy(pyodide / name, site / "pyodide")
    _copy_streamlit(stlite, site / "stlite")
    own = sorted((stlite / "wheels").glob("*.whl"))
    packages = of_wheels(path.read_bytes() for path in (*wheels(), *own)) | stubs()
    files, modules = app_files()
    shared = parts(packages | modules, in_archive((pyodide / PYTHON).read_bytes()))
    places = f"ARCHIVES = {shared.places!r}\n".encode()
    loader = (HERE / "browser" / "late.py").read_bytes()
    shared.files[FIRST] |= {"late_modules.py": places, "late.py": loader}
    numpy = of_wheels([numpy_wheel()])
    sources = shared.files | {NUMPY: numpy, MICROPIP: micropip(), APP: files}
    compiled = _compiled(sources, pyodide)
    for name, data in compiled.items():
        folder = site / "pyodide" if name in (NUMPY, MICROPIP, PYTHON) else site
        (folder / name).write_bytes(data)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {
        "numpy": _entry("numpy", NUMPY, compiled[NUMPY]),
        "micropip": _entry("micropip", MICROPIP, compiled[MICROPIP]),
    }
    (site / "pyodide" / "pyodide-lock.json").write_text(json.dumps(lock))
    pyodide_files = sorted(p.name for p in (site / "pyodide").glob("*.[!m]*"))
    loaded = [FIRST, APP, *(f"pyodide/{name}" for name in pyodide_files)]
    write_pages(site, loaded)


def app_files() -> tuple[Files, Files]:
    """The app, with what it needs of a browser before it and after it: the files that
    it opens by their paths, scripts of pages among them, and its modules.
    """
    paths = [
        path
        for top in OF_APP
        for path in sorted((ROOT / top).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}
    main = (ROOT / "app.py").read_text(encoding="utf-8")
    files["app.py"] = f"{BEFORE}{main}{AFTER}".encode()
    files["libraries.json"] = _libraries()
    for name in BESIDE:
        files[name] = (HERE / "browser" / name).read_bytes()
    scripts = {"app.py", *(f"views/{page}/page.py" for page in PAGES)}
    modules = {name for name in files if name.endswith(".py")} - scripts
    return files, {name: files.pop(name) for name in sorted(modules)}


def _libraries() -> bytes:
    """What joining the scripts of the components comes to."""
    joined = {name: library(name) for name in FOLDERS}
    listed = {n: (it.key, it.script, sorted(it.styles)) for n, it in joined.items()}
    return json.dumps(listed).encode()


def _copy_streamlit(stlite: Path, to: Path) -> None:
    for folder in ("", "assets"):
        (to / folder).mkdir()
        for path in sorted((stlite / folder).iterdir()):
            if path.is_file() and not UNUSED.search(path.name):
                shutil.copy(path, to / folder)
    [button] = to.glob("DownloadButton-*.js")
    text = button.read_text(encoding="utf-8")
    if text.count(DEFERRED) != 1 or text.count("V = j()") != 1:
        raise ValueError("Streamlit's download button works in another way now.")
    button.write_text(text.replace(DEFERRED, FETCHED), encoding="utf-8")


def _compiled(sources: Mapping[str, Files], pyodide: Path) -> dict[str, bytes]:
    """Archives with their modules compiled by Pyodide's own Python, those aside whose
    scripts Streamlit reads.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "source"), Path(folder, "made")
        source.mkdir()
        made.mkdir()
        for name, files in sources.items():
            (source / name).write_bytes(archive(files, compress=False))
        command = ["node", HERE / "compile.mjs", pyodide, source, made, APP]
        subprocess.run([str(part) for part in command], check=True)
        return {name: (made / name).read_bytes() for name in sources}


def _entry(name: str, file: str, data: bytes) -> dict[str, object]:
    """What Pyodide's lock says of a package."""
    tops = {path.split("/")[0] for path in in_archive(data)}
    return {
        "name": name,
        "version": file.split("-")[1],
        "file_name": file,
        "install_dir": "site",
        "sha256": hashlib.sha256(data).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if not top.endswith(".dist-info")),
        "depends": [],
        "unvendored_tests": False,
    }


def sources() -> str:
    """A name for all that the site is made from."""
    own = {
        path.relative_to(HERE).as_posix(): path.read_bytes()
        for path in sorted(HERE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files, modules = app_files()
    return hashlib.sha256(archive(files | modules | own, compress=False)).hexdigest()


def build_where_older(site: Path = SITE) -> bool:
    """Make the folder unless it is there, made from what is here; whether it did.

    It does so once where several ask for it at the same time.
    """
    made = site.with_suffix(".made-from")
    site.parent.mkdir(exist_ok=True)
    with site.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = sources()
        if made.exists() and made.read_text() == now:
            return False
        made.unlink(missing_ok=True)
        build(site)
        made.write_text(now)
    return True


if __name__ == "__main__":
    build_where_older()
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"{SITE.relative_to(ROOT)}: {size / 1e6:.1f} MB")

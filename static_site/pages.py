"""The pages of the site, and the worker that keeps it for the next visit."""

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path

from views.address.settings import (
    PAGES,
    Config,
    Selection,
    choice_setting,
    number_setting,
)
from views.components.katex import katex_file
from views.model.model import model
from views.takehome.onefile.page import one_file

HERE = Path(__file__).parent
WRITTEN = (
    "index.html",
    "failures.js",
    "mending.js",
    "page.mjs",
    "starting.mjs",
    "boot.mjs",
)
"""Files of browser/ with marks for what the build knows."""
PAGE = """\
<!doctype html><meta charset="utf-8"><title>Unrolled</title><script>
const asked = new URLSearchParams(location.search);
asked.set('page', 'NAME');
location.replace('../?' + asked + location.hash);
</script>
"""
"""A host without a server has no paths of pages: the name goes into the address."""


def write_pages(site: Path, loaded: Collection[str]) -> None:
    """Write them into a folder that has all else.

    loaded: the files that Python begins with, which are asked for at once, and of whose
    bytes the page tells.
    """
    for page in PAGES:
        (site / page).mkdir()
        (site / page / "index.html").write_text(PAGE.replace("NAME", page))
    (site / "first.html").write_text(first_picture(), encoding="utf-8")
    katex = katex_file(site / "stlite")
    if katex is None:
        raise ValueError("Streamlit for browsers has no KaTeX.")
    values = {
        "$KATEX": f"stlite/{katex}",
        "$BYTES": str(sum((site / path).stat().st_size for path in loaded)),
        "$FIRST": " ".join(loaded),
    }
    for name in WRITTEN:
        text = (HERE / "browser" / name).read_text(encoding="utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        (site / name).write_text(text, encoding="utf-8")
    _write_worker(site)


def _write_worker(site: Path) -> None:
    kept = sorted(path for path in site.rglob("*") if path.is_file())
    names = [path.relative_to(site).as_posix() for path in kept]
    text = (HERE / "browser" / "service_worker.js").read_text(encoding="utf-8")
    text = text.replace("$FILES", json.dumps(names)).replace("$VERSION", _sum(kept))
    (site / "service_worker.js").write_text(text, encoding="utf-8")


def _sum(paths: Iterable[Path]) -> str:
    """A name for the contents of files."""
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    return hashlib.sha256("".join(sums).encode()).hexdigest()[:16]


def first_picture() -> str:
    """What the address without settings opens, as a file that answers picks."""
    numbers = (int(number_setting(name).default) for name in "ijtk")
    pick = Selection(str(choice_setting("matrix").default), *numbers)
    return one_file(model(Config()), pick, "sum", 0)

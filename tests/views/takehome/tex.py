"""Compiles a document with a real TeX, and returns its log and its pages."""

import re
import shutil
import subprocess
from typing import NamedTuple

import pytest

HOSTILE = (
    r"$\input{x}$ #%&_{}~^\ <b> *md* \end{document} `--' \write18{ls} \ungültig "
    "žluťoučký λόγος 你好世界 العربية 😀👍🏽 море J̄ \u202egnirts \x07bell "
    + "a" * 120
    + " "
    + "你" * 60
)
WARNED = re.compile(r"^(?:Overfull|Underfull|Missing character|! ).*", re.MULTILINE)


class Paper(NamedTuple):
    """A compiled document: complaints in the log, pages, and their text."""

    complaints: list[str]
    pages: int
    text: str


def needs(program):
    """Skip a test where a program is missing; `make test` installs it if it can."""
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} on this machine")


def compiled(tex, folder, engine="pdflatex"):
    """Compile a document; the run stops at the first error."""
    needs(engine)
    needs("pdftotext")
    (folder / "a.tex").write_text(tex, encoding="utf-8")
    run = [engine, "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(run, cwd=folder, capture_output=True, timeout=120)
    log = (folder / "a.log").read_text(encoding="utf-8", errors="replace")
    complaints = WARNED.findall(log)
    assert done.returncode == 0, log[-2000:]
    subprocess.run(["pdftotext", "-layout", "a.pdf", "a.txt"], cwd=folder, check=True)
    text = (folder / "a.txt").read_text(encoding="utf-8")
    return Paper(complaints, text.count("\f"), text)


def left_and_right(folder, page):
    """The left and right edge of each word on a page, as shares of its width."""
    only = ["-f", str(page), "-l", str(page)]
    run = ["pdftotext", "-bbox", *only, "a.pdf", "a.html"]
    subprocess.run(run, cwd=folder, check=True)
    text = (folder / "a.html").read_text(encoding="utf-8")
    wide = float(re.search(r'<page width="([\d.]+)"', text)[1])
    words = re.findall(r'<word xMin="([\d.]+)".*? xMax="([\d.]+)".*?>(.*?)<', text)
    return [(word, float(a) / wide, float(b) / wide) for a, b, word in words]

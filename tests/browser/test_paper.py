"""Tests of a page as it is printed, read from the PDF that the browser makes of it."""

import re
import subprocess

import pytest

from tests.views.takehome.tex import needs

PAGES = {
    "/?T=12": (".network .word", ".chain .katex"),
    "/?page=derive&derivation=hidden-weights&line=6&show=numbers": (".row.now .katex",),
}


def printed(page, folder):
    """The words of the PDF, each with its left and right edge as shares of a page."""
    needs("pdftotext")
    page.pdf(path=folder / "a.pdf", format="A4")
    run = ["pdftotext", "-bbox", "a.pdf", "a.html"]
    subprocess.run(run, cwd=folder, check=True)
    text = (folder / "a.html").read_text(encoding="utf-8")
    wide = float(re.search(r'<page width="([\d.]+)"', text)[1])
    words = re.findall(r'<word xMin="([-\d.]+)".*? xMax="([-\d.]+)".*?>(.*?)<', text)
    return [(word, float(a) / wide, float(b) / wide) for a, b, word in words]


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_a_page_is_whole_and_alone(visit, tmp_path, path):
    visit.open(path, PAGES[path])
    words = printed(visit.page, tmp_path)
    assert len(words) > 60
    for word, left, right in words:
        assert left >= 0, word
        assert right <= 1, word
    said = " ".join(word for word, *_ in words)
    for other in ("Hidden size", "Appearance", "Copy link", "Jacobians Derive"):
        assert other not in said
    if "derive" in path:
        assert visit.page.locator(".row.now .rule").first.inner_text() in said
        return
    shown = visit.page.locator(".network .word").all_text_contents()
    read = [word.replace("&lt;", "<").replace("&gt;", ">") for word, *_ in words]
    for word in set(shown):
        assert read.count(word) >= shown.count(word), word

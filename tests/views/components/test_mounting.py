"""Tests of mounting components: files are joined, and sent without comments."""

import pytest

from views.components.mounting import VIEWS, joined

FILES = sorted(path.relative_to(VIEWS).as_posix() for path in VIEWS.rglob("*.js"))


def test_files_are_joined_without_comments_and_indentation(tmp_path):
    (tmp_path / "a.js").write_text(
        "/** Twice.\n * @param {number} n */\nconst twice = n =>\n  // plainly\n"
        "  2 * /** @type {number} */ (n);\n\n"
    )
    (tmp_path / "b.js").write_text("const far = 'http://x'; // kept\n")
    assert joined((str(tmp_path / "a.js"), str(tmp_path / "b.js"))) == (
        "const twice = n =>\n2 *  (n);\nconst far = 'http://x'; // kept"
    )


@pytest.mark.parametrize("name", FILES)
def test_no_text_spans_lines(name):
    for line in (VIEWS / name).read_text(encoding="utf-8").splitlines():
        assert line.count("`") % 2 == 0, line

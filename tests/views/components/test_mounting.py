"""Tests of mounting components: files are joined, and sent without comments."""

import pytest

from views.components.mounting import VIEWS, bundle, small

FILES = sorted(path.relative_to(VIEWS).as_posix() for path in VIEWS.rglob("*.js"))


def test_a_module_follows_what_it_imports_each_once(tmp_path):
    (tmp_path / "a.js").write_text("export const a = 1;\n")
    (tmp_path / "b.js").write_text("import { a } from './a.js';\nexport const b = a;\n")
    (tmp_path / "c.js").write_text(
        "import { a } from './a.js';\nimport {\n  b,\n} from './b.js';\n"
        "export default () => a + b;\n"
    )
    assert bundle(tmp_path / "c.js").splitlines() == [
        "const a = 1;",
        "",
        "const b = a;",
        "",
        "export default () => a + b;",
    ]


def test_what_a_component_does_not_use_is_left_out(tmp_path):
    (tmp_path / "a.js").write_text(
        "const hidden = 1;\n\n/** Not used. */\nexport function rest() {\n  "
        "return used() + hidden;\n}\n\n/** Used. */\nexport const used = () =>\n  2;\n"
    )
    (tmp_path / "b.js").write_text(
        "import { used } from './a.js';\nexport default () => used();\n"
    )
    assert bundle(tmp_path / "b.js").splitlines() == [
        "const hidden = 1;",
        "",
        "/** Used. */",
        "const used = () =>",
        "  2;",
        "",
        "export default () => used();",
    ]


def test_what_travels_has_no_comments_and_no_indentation():
    script = (
        "/** Twice.\n * @param {number} n */\nconst twice = n =>\n  // plainly\n"
        "  2 * /** @type {number} */ (n);\n\nconst far = 'http://x'; // kept\n"
    )
    assert small(script) == (
        "const twice = n =>\n2 *  (n);\nconst far = 'http://x'; // kept"
    )


@pytest.mark.parametrize("name", FILES)
def test_no_text_spans_lines_and_no_import_is_renamed(name):
    text = (VIEWS / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        assert line.count("`") % 2 == 0, line
    joined = bundle(VIEWS / name).splitlines()
    assert not [line for line in joined if line.startswith(("import ", "export {"))]

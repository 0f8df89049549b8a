"""Tests of the library: files are joined in scopes of their own, and sent once."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.views.pages import open_page
from views.components import joining as module
from views.components.joining import VIEWS, joined, small
from views.components.library import (
    FOLDERS,
    component_script,
    library,
    other_folders,
)

FILES = sorted(path.relative_to(VIEWS).as_posix() for path in VIEWS.rglob("*.js"))


def run(script: str) -> str:
    done = subprocess.run(
        ["node", "--input-type=module"],
        input=script,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "VIEWS", tmp_path)

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text)
        return [tmp_path / f"{name}.js" for name in texts]

    return write


def test_modules_have_scopes_of_their_own_and_run_once(files):
    """`own` is another one in each of the three; b.js is run once for two."""
    _, _, c, d = files(
        a="const own = 1;\nexport const [first, second] = [own, 2];\n",
        b="import { first } from './a.js';\nconst own = 10;\nlet calls = 0;\n"
        "export function next() {\n  calls += 1;\n  return own + first + calls;\n}\n",
        c="import { second } from './a.js';\nimport {\n  next,\n} from './b.js';\n"
        "const own = 100;\nexport default () => own + second + next();\n",
        d="import { next } from './b.js';\n"
        "export default async function draw() {\n  return next();\n}\n",
    )
    script = joined([c, d])
    call = "console.log(scripts['c.js'](), await scripts['d.js']());"
    assert run(script + call) == "114 13"


def test_a_name_that_is_not_exported_and_a_circle_are_told(files):
    _, b = files(a="const hidden = 1;\n", b="import { hidden } from './a.js';\n")
    with pytest.raises(ValueError, match=r"a\.js does not export \{'hidden'\}"):
        joined([b])
    a, _ = files(
        a="import { b } from './b.js';\nexport const a = 1;\n",
        b="import { a } from './a.js';\nexport const b = 1;\n",
    )
    with pytest.raises(ValueError, match=r"a\.js imports itself"):
        joined([a])


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
    script = joined([VIEWS / name])
    assert not re.findall(r"^(?:import|export) .*", script, re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_library_is_a_module_that_gives_its_scripts(folder):
    """Run with a document that only keeps what it is given."""
    page = (
        "globalThis.document = { dispatchEvent() {}, addEventListener() {} };\n"
        "globalThis.addEventListener = () => {};\n"
    )
    has = library(folder)
    names = run(
        page
        + has.script.replace("export default () => {};", "")
        + "console.log(JSON.stringify(Object.keys(scripts)));"
    )
    own = {name for name in json.loads(names) if name.startswith(f"{folder}/")}
    assert own == {
        path.relative_to(VIEWS).as_posix()
        for path in (VIEWS / folder).rglob("*.js")
        if "\nexport default " in path.read_text(encoding="utf-8")
    }


def test_every_folder_with_components_has_a_library():
    with_components = {
        path.relative_to(VIEWS).parts[0]
        for path in VIEWS.rglob("*.js")
        if "\nexport default " in path.read_text(encoding="utf-8")
    }
    assert with_components - {"components"} == {*FOLDERS}


def test_a_component_is_sent_little_and_only_what_its_library_has():
    script = component_script("unroll/network.js", ("components/common.css",))
    assert len(script) < 500
    assert library("unroll").key in script
    with pytest.raises(ValueError, match="style sheets of another folder"):
        component_script("unroll/network.js", ("derive/map.css",))


def test_a_page_is_opened_with_its_own_library_and_the_others_follow():
    for folder in ("unroll", "derive"):
        page = open_page(page=folder)
        assert sent_libraries(page) == ["shell", folder]
        page.select_slider(key="D_h").set_value(4).run()
        assert sent_libraries(page) == ["shell", folder, *other_folders(folder)]
        assert sorted(sent_libraries(page)) == sorted(FOLDERS)


def sent_libraries(page):
    return [
        part.proto.component_name.removeprefix("unrolled_library_")
        for part in page.get("bidi_component")
        if "library" in part.proto.component_name
    ]


def test_no_component_is_sent_a_script_of_its_own():
    page = open_page()
    for part in page.get("bidi_component"):
        if "library" not in part.proto.component_name:
            assert "unrolledLibraries" in part.proto.js_content
            assert part.proto.css_content == ""


def test_the_app_is_below_sixty_lines():
    app = (Path(VIEWS).parent / "app.py").read_text(encoding="utf-8")
    assert len(app.splitlines()) < 60

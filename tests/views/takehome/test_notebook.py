"""Tests that the notebook runs from top to bottom and finds the view's numbers."""

import ast
import hashlib
import os
import re
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from derivations import program
from tests.views.takehome.notebook_views import (
    LINK,
    MARKUP,
    NO_VALUE,
    ROOT,
    VIEWS,
    cells,
    run_alone,
    view_of,
)
from views.takehome.notebook_cells import COMPARE
from views.unroll.triangle import total

RUN = """
import sys, nbformat, nbclient
for path in sys.argv[1:]:
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    nbformat.write(book, path)
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """What each view's notebook printed, and the weights and words that it made."""
    folder, paths = tmp_path_factory.mktemp("books"), []
    for name in VIEWS:
        path = folder / f"{name}.ipynb"
        path.write_text(view_of(name).written(), encoding="utf-8")
        paths.append(str(path))
    return dict(zip(VIEWS, run_alone(paths), strict=True))


@pytest.mark.parametrize("name", VIEWS)
def test_the_notebook_finds_the_views_numbers_to_the_last_bit(name, run):
    view, report = view_of(name), run[name]
    said = "".join(report["said"]).splitlines()
    for what in ("losses", "contributions", "gradient"):
        assert f"{what}: as on the page, to the last bit" in said
    params = view.model.params
    for array in ("H", "L", "U", "h0"):
        digest = hashlib.sha256(getattr(params, array).tobytes()).hexdigest()
        assert report[array] == digest, array
    window = view.model.window.tolist()
    assert report["words"][: len(window)] == window
    s = view.pick
    value = total(view.model, s, view.reduction, view.window)
    assert f"dJ/d{s.matrix}[{s.i}, {s.j}] = {value!r}" in said
    compared = f"line {view.line}: as on the page, to the last bit" in said
    assert compared == (name not in NO_VALUE)
    assert LINK in said
    cut = f"That is truncated to t - k <= {view.window}."
    assert (cut in said) == (view.window > 0)


@pytest.mark.parametrize("name", VIEWS)
def test_the_program_stands_in_it_and_computes_the_engines_gradients(name, run):
    view, source = view_of(name), cells(name, "code")[-1]
    text = ast.literal_eval(ast.parse(source).body[0].value)
    window = view.program_window or None
    assert text == program(view.model.config.activation, view.reduction, window)
    said = run[name]["said"][-1]
    found = re.findall(r"dJ/d(\w+): as the engine’s to (\S+) of the largest", said)
    assert [matrix for matrix, _ in found] == ["H", "L", "U", "h0"]
    if view.model.config.scale <= 2 and not view.model.config.edits:
        assert all(float(miss) <= 1e-12 for _, miss in found), said
        loss = np.mean if view.reduction == "mean" else np.sum
        losses = view.model.trace.loss[-1:]
        if view.reduction != "last":
            losses = view.model.trace.loss
        J = float(re.search(r"^J = (\S+)$", said, re.MULTILINE)[1])
        assert pytest.approx(loss(losses), rel=1e-12) == J


@pytest.mark.parametrize("name", VIEWS)
def test_every_line_is_in_the_table_with_its_formula(name, run):
    derivation = view_of(name).version.derivation
    said = "".join(run[name]["said"]).splitlines()
    rows = [
        row for row in said if re.match(r" +\d+  (holds|not decided|no index) ", row)
    ]
    assert len(rows) == len(derivation.lines)
    for row, line in zip(rows, derivation.lines, strict=True):
        assert row.endswith(line.rule)
        verdict, here, there, checked = re.search(
            r"\d  (\D+?) +(\S+) +(\S+) +([\d,]+)  ", row
        ).groups()
        assert here == there, row
        decided = verdict == "holds"
        assert decided == (checked != "0") == (here != "nan"), row
        assert decided or name in ("large, steps", "one step"), row
    for line in derivation.lines:
        formula = f"{derivation.goal_latex(line)} = {line.latex()}"
        assert f"FORMULA {formula}" in said


@pytest.mark.parametrize("name", ["markup"])
def test_jupyter_runs_it_from_top_to_bottom(name, tmp_path):
    path = tmp_path / "view.ipynb"
    path.write_text(view_of(name).written(), encoding="utf-8")
    nbformat.validate(nbformat.read(path, as_version=4))
    own = {"JUPYTER_RUNTIME_DIR": str(tmp_path), "IPYTHONDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path)],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    book = nbformat.read(path, as_version=4)
    outputs = [o for c in book.cells if c.cell_type == "code" for o in c.outputs]
    assert all(o.output_type in ("stream", "display_data") for o in outputs)
    assert all(o.name == "stdout" for o in outputs if o.output_type == "stream")
    text = "".join(o.text for o in outputs if o.output_type == "stream")
    for what in ("losses", "contributions", "gradient", f"line {view_of(name).line}"):
        assert f"{what}: as on the page, to the last bit" in text
    shown = [o.data for o in outputs if "data" in o]
    (widget,) = (data for data in shown if "text/latex" not in data)
    assert "application/vnd.jupyter.widget-view+json" in widget
    assert "Pick(matrix=" in widget["text/plain"]
    formulas = [data["text/latex"] for data in shown if data is not widget]
    derivation = view_of(name).version.derivation
    assert len(formulas) == len(derivation.lines)
    assert derivation.lines[-1].latex() in formulas[-1]


def test_it_imports_the_engines_and_nothing_of_the_page():
    imported = set()
    for name in ("markup", "large, steps"):
        for source in cells(name, "code"):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    imported |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add(node.module)
    known = {"base64", "zlib", "numpy", "IPython.display", "derivations", "rnn_core"}
    assert imported == known | {"unrolled_notebook"}


@pytest.mark.parametrize("name", VIEWS)
def test_without_what_the_pictures_need_it_says_how_to_get_it(name, run):
    """The kernel that runs all views has no `unrolled_notebook`."""
    said = "".join(run[name]["said"])
    assert "The pictures are not here: " in said
    assert "pip install '.[notebook]' brings what they need." in said


def test_words_of_users_are_python_strings_and_nothing_else():
    assert cells("markup", "markdown") == cells("one step", "markdown")
    strings, rest = [], []
    for source in cells("markup", "code"):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.append(node.value)
            elif isinstance(node, ast.Name | ast.Attribute):
                rest.append(ast.unparse(node))
    assert MARKUP in strings
    assert LINK in strings
    assert "rain" in strings
    assert not {"rain", "sea", "it"} & set(rest)
    assert all(
        character.isprintable() or character == "\n"
        for cell in cells("markup", "code")
        for character in cell
    )


def test_another_machines_rounding_is_said_and_more_is_an_error(capsys):
    names = {"np": np}
    exec(COMPARE, names)
    shown = np.array([1.0, -2.0, 0.0])
    names["compare"]("losses", shown * (1 + 1e-15), shown)
    assert "losses: as on the page to 1.1e-15 of the largest" in capsys.readouterr().out
    for wrong in (shown * (1 + 1e-9), shown[:2], shown + np.nan):
        with pytest.raises(AssertionError, match="losses: "):
            names["compare"]("losses", wrong, shown)


def test_without_the_engines_it_says_where_to_start_jupyter(tmp_path):
    shim = "import sys; from types import SimpleNamespace as S; sys.modules.update("
    shim += "{'IPython': S(), 'IPython.display': S(Math=str, display=print)})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", shim + cells("default", "code")[0]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "No module named 'derivations'. Start Jupyter in the folder" in done.stderr

"""The notebook runs from top to bottom, by itself, and finds the view's numbers."""

import ast
import base64
import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rnn_core
from derivations import ranges
from rnn_core import ACTIVATIONS
from views.address.settings import Config, Selection
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.version import Version
from views.takehome import literals
from views.takehome.cells import COMPARE
from views.takehome.export import gradient
from views.takehome.literals import UNPACKED, weights
from views.takehome.notebook import _settings, _words, notebook

ROOT = Path(__file__).parents[3]
LINK = "http://127.0.0.1/?text=%3Cb%3E"
MARKUP = (
    'it’s "the" sea \'\'\'and\'\'\' """the""" \\ # $x$ <b>rain</b> ![a](b) '
    "{T} {{x}} \\n\u2028\u202e 😀 שלום the sea \x00\x1b[31m and the rain and the sea"
)
RUN = """
import sys, nbformat, nbclient
for path in sys.argv[1:]:
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    nbformat.write(book, path)
"""
KERNEL_ALONE = """
import contextlib, hashlib, io, json, sys
from types import SimpleNamespace
digest = lambda array: hashlib.sha256(array.tobytes()).hexdigest()
shown = SimpleNamespace(Math=str, display=lambda formula: print("FORMULA", formula))
sys.modules |= {"IPython": SimpleNamespace(), "IPython.display": shown}
for path in sys.argv[1:]:
    names, said = {"__name__": "__main__"}, []
    with open(path) as file:
        cells = json.load(file)["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec("".join(cell["source"]), names)
            said.append(out.getvalue())
    params = names["params"]
    arrays = {n: digest(getattr(params, n)) for n in ("H", "L", "U", "h0")}
    print(json.dumps({"said": said, "words": names["words"].tolist(), **arrays}))
assert not {"streamlit", "plotly", "views"} & set(sys.modules)
"""


class View:
    """A configuration with what is picked on it, as the page would have it."""

    def __init__(self, config, slug="instance-sum", line=None, pick=None, **more):
        self.model, self.reduction = model(config), more.get("reduction", "sum")
        steps = self.model.trace.steps
        self.pick = pick or Selection("H", 1, 2, steps, 0)
        self.version = Version(slug, config.activation, self.reduction)
        derivation = self.version.derivation
        self.line = line or len(derivation.lines)
        part = derivation.part_of(derivation.lines[self.line - 1])
        at = {}
        for symbol, (low, high) in ranges(part.indices, definition(config), {}).items():
            at[symbol] = high
            if low > high:
                at = None
                break
        self.at = at

    def written(self):
        return notebook(
            self.model,
            self.pick,
            self.reduction,
            self.version,
            self.line,
            self.at,
            LINK,
        )


STEPS = "H1.2_0.1*x2_sea*step_0.3_mean_w2*h2_-0*x3_rain*step_1000*U6.1_2e-5*H99.1_1"
LARGE = Config(D_h=40, V=2000, T=3, recurrent="orthogonal", gain=1.3)
NO_VALUE = {"large", "large, steps", "one step"}
"""The views whose line is too large for a value, or has no index in range."""
VIEWS = {
    "default": lambda: View(Config()),
    "markup": lambda: View(
        Config(text=MARKUP, V=9, activation="tanh", edits="x2_rain*L1.1_0.25"),
        pick=Selection("L", 2, 1, 4, 3),
        slug="full-gradient",
        reduction="mean",
    ),
    "steps": lambda: View(
        Config(edits=STEPS, scale=2.5, start=12), slug="earlier-weights", line=2
    ),
    "orthogonal": lambda: View(
        Config(D_h=30, V=9, T=8, recurrent="orthogonal", gain=0.9),
        pick=Selection("U", 9, 30, 8, 7),
        slug="step-jacobian",
    ),
    "large": lambda: View(LARGE, slug="softmax-loss"),
    "large, steps": lambda: View(
        replace(LARGE, edits=STEPS, activation="tanh"), slug="output-weights"
    ),
    "one step": lambda: View(
        Config(D_h=1, V=2, T=1, text="a b", activation="relu"),
        slug="earlier-error",
        pick=Selection("H", 1, 1, 1, 0),
    ),
    "fewer steps": lambda: View(
        Config(activation="identity", T=20, edits="step_1000*step_1000*H1.1_1e6"),
        slug="step-jacobian",
    ),
}


@cache
def view_of(name):
    return VIEWS[name]()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """What each view's notebook printed, and the weights and words that it made."""
    folder, paths = tmp_path_factory.mktemp("books"), []
    for name in VIEWS:
        path = folder / f"{name}.ipynb"
        path.write_text(view_of(name).written(), encoding="utf-8")
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", KERNEL_ALONE, *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    found = map(json.loads, done.stdout.splitlines())
    return dict(zip(VIEWS, found, strict=True))


@pytest.mark.parametrize("name", VIEWS)
def test_the_notebook_finds_the_views_numbers_to_the_last_bit(name, run):
    view, found = view_of(name), run[name]
    said = "".join(found["said"]).splitlines()
    for what in ("losses", "contributions", "gradient"):
        assert f"{what}: as on the page, to the last bit" in said
    params = view.model.params
    for array in ("H", "L", "U", "h0"):
        digest = hashlib.sha256(getattr(params, array).tobytes()).hexdigest()
        assert found[array] == digest, array
    window = view.model.window.tolist()
    assert found["words"][: len(window)] == window
    s = view.pick
    value = gradient(view.model, s, view.reduction)
    assert f"dJ/d{s.matrix}[{s.i}, {s.j}] = {value!r}" in said
    compared = f"line {view.line}: as on the page, to the last bit" in said
    assert compared == (name not in NO_VALUE)
    assert LINK in said


@pytest.mark.parametrize("name", VIEWS)
def test_every_line_is_in_the_table_with_its_formula(name, run):
    derivation = view_of(name).version.derivation
    said = "".join(run[name]["said"]).splitlines()
    rows = [row for row in said if " holds " in row]
    assert len(rows) == len(derivation.lines)
    for row, line in zip(rows, derivation.lines, strict=True):
        assert row.endswith(line.rule)
        here, there = re.search(r"holds +(\S+) +(\S+) +[\d,]+  ", row).groups()
        assert here == there, row
    for line in derivation.lines:
        formula = f"{derivation.goal_latex(line)} = {line.latex()}"
        assert f"FORMULA {formula}" in said


def cells(name, kind):
    book = nbformat.reads(view_of(name).written(), as_version=4)
    return [cell["source"] for cell in book.cells if cell.cell_type == kind]


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
    formulas = [o.data["text/latex"] for o in outputs if "data" in o]
    derivation = view_of(name).version.derivation
    assert len(formulas) == len(derivation.lines)
    assert derivation.lines[-1].latex() in formulas[-1]


def test_it_imports_the_engines_and_nothing_of_the_page():
    imported = set()
    for name in ("markup", "large, steps"):
        for source in cells(name, "code"):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    imported |= {one.name for one in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add(node.module)
    known = {"base64", "zlib", "numpy", "IPython.display", "derivations", "rnn_core"}
    assert imported == known


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


@pytest.mark.parametrize(
    "array",
    [
        np.array([0.1, -0.0, 5e-324, 1.7976931348623157e308, -1 / 3]),
        np.random.default_rng(0).normal(size=(3, 4)) * 1e-300,
        np.random.default_rng(0).normal(size=(41, 40)),
    ],
)
def test_a_literal_is_the_array_to_the_last_bit(array):
    names = {"np": np, "zlib": zlib, "base64": base64}
    exec(literals.UNPACKED, names)
    back = eval(literals.literal(array), names)
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


PIECES = (
    "H1.2_0.1 H2.2_-0 L2.3_1e-300 U3.1_7 h1_0.5 H99.1_1 x2_sea x1_zebra x40_sea "
    "step_0.5 step_1e6 step_0.1_mean_w2 what"
)
EDITS = st.lists(st.sampled_from(PIECES.split()), max_size=6).map("*".join)
CONFIGS = st.builds(
    Config,
    D_h=st.integers(1, 8),
    V=st.integers(2, 30),
    T=st.integers(1, 12),
    seed=st.integers(0, 9999),
    scale=st.sampled_from([0.01, 1.0, 2.7, 16.0]),
    text=st.just(Config().text) | st.text(max_size=30),
    start=st.integers(1, 200),
    activation=st.sampled_from(list(ACTIVATIONS)),
    recurrent=st.sampled_from(["drawn", "orthogonal"]),
    gain=st.sampled_from([1.0, 0.3, 16.0]),
    edits=EDITS,
)


@settings(max_examples=60)
@given(CONFIGS, st.sampled_from([0, literals.PACKED]))
def test_any_networks_weights_and_words_are_made_again(config, packed):
    net = model(config)
    left_out = any(said.startswith("After these edits") for said in net.notices)
    assume(packed or not left_out)  # no array of such a network is too large to write
    names = {"np": np, "zlib": zlib, "base64": base64, **vars(rnn_core)}
    pick = Selection("H", 1, 1, 1, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literals, "PACKED", packed)
        made = weights(net)
    source = "\n".join([UNPACKED, _settings(net, pick, "sum", LINK), _words(net), made])
    with contextlib.redirect_stdout(io.StringIO()):
        exec(source, names)
    steps = net.trace.steps
    assert names["T"] == steps
    assert names["words"][: steps + 1].tolist() == net.window.tolist()
    for array in ("H", "L", "U", "h0"):
        made_again = getattr(names["params"], array)
        assert made_again.tobytes() == getattr(net.params, array).tobytes(), source


def test_which_way_the_weights_are_made():
    def source(**more):
        return weights(model(Config(**more)))

    plain = source(gain=1.5, edits="H1.2_0.25*h3_0.5")
    assert "H = 1.5 * H\nH[0, 1] = 0.25\nh0[2] = 0.5\nparams" in plain
    small = source(edits="step_0.5", recurrent="orthogonal")
    assert "H = np.array([" in small
    assert "stepped" not in small
    assert "H = unpacked(" in source(recurrent="orthogonal", D_h=30)
    large = weights(view_of("large, steps").model)
    assert "H = orthogonal(H).copy()\nH = 1.3 * H\nH[0, 1] = 0.1\nwords[1]" in large
    assert len(source(D_h=256, V=10_000, edits="step_0.5")) < 2_000

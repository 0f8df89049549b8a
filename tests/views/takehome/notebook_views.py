"""Views of all kinds whose notebooks are run."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import nbformat

from derivations import ranges
from tests.views.own_networks import arrays, npz, text_file
from views.address.settings import Config, Selection
from views.model.brought_network import bring
from views.model.model import model
from views.proofs.checks import definition
from views.proofs.version import Version
from views.takehome.notebook import notebook

ROOT = Path(__file__).parents[3]
LINK = "http://127.0.0.1/?text=%3Cb%3E"


MARKUP = (
    'it’s "the" sea \'\'\'and\'\'\' """the""" \\ # $x$ <b>rain</b> ![a](b) '
    "{T} {{x}} \\n\u2028\u202e 😀 שלום the sea \x00\x1b[31m and the rain and the sea"
)


class View:
    """A configuration with what is picked on it, as the page would have it."""

    def __init__(self, config, slug="instance-sum", line=None, pick=None, **more):
        self.model, self.reduction = model(config), more.get("reduction", "sum")
        steps = self.model.trace.steps
        self.pick = pick or Selection("H", 1, 2, steps, 0)
        self.window = more.get("window", 0)
        self.program_window = more.get("program_window", self.window)
        self.version = Version(slug, config.activation, self.reduction)
        derivation = self.version.derivation
        self.line = line or len(derivation.lines)
        part = derivation.part_of(derivation.lines[self.line - 1])
        index_values = {}
        for symbol, (low, high) in ranges(part.indices, definition(config), {}).items():
            index_values[symbol] = high
            if low > high:
                index_values = None
                break
        self.index_values = index_values

    def written(self, names="source"):
        return notebook(
            self.model,
            self.pick,
            self.reduction,
            self.version,
            self.line,
            self.index_values,
            LINK,
            self.window,
            self.program_window,
            names,
        )


STEPS = "H1.2_0.1*x2_sea*step_0.3_mean_w2*h2_-0*x3_rain*step_1000*U6.1_2e-5*H99.1_1"


LARGE = Config(D_h=40, V=2000, T=3, recurrent="orthogonal", gain=1.3)


NO_VALUE = {"large", "large, steps", "one step"}
"""The views whose line is too large for a value, or has no index in range."""


OWN = bring(npz(arrays(seed=8), **text_file(activation="relu")), "own.npz")
"""A network with biases, which is there as long as it is held."""


VIEWS = {
    "own": lambda: View(
        Config(5, 7, 6, text="", activation="relu", network=OWN.digest),
        pick=Selection("H", 2, 6, 6, 3),
        slug="full-gradient",
    ),
    "default": lambda: View(Config()),
    "truncated": lambda: View(Config(T=9), reduction="mean", window=2),
    "markup": lambda: View(
        Config(text=MARKUP, V=9, activation="tanh", edits="x2_rain*L1.1_0.25"),
        pick=Selection("L", 2, 1, 4, 3),
        slug="full-gradient",
        reduction="mean",
    ),
    "last": lambda: View(
        Config(T=6, activation="tanh", edits="step_0.5_last"),
        slug="full-gradient",
        reduction="last",
        window=3,
    ),
    "steps": lambda: View(
        Config(edits=STEPS, scale=2.5, start=12), slug="earlier-weights", line=2
    ),
    "orthogonal": lambda: View(
        Config(D_h=30, V=9, T=8, recurrent="orthogonal", gain=0.9),
        pick=Selection("U", 9, 30, 8, 7),
        slug="step-jacobian",
        program_window=2,
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


def cells(name, kind):
    book = nbformat.reads(view_of(name).written(), as_version=4)
    return [cell["source"] for cell in book.cells if cell.cell_type == kind]


KERNEL_ALONE = """
import contextlib, hashlib, io, json, sys
from types import SimpleNamespace
digest = lambda array: hashlib.sha256(array.tobytes()).hexdigest()
shown = SimpleNamespace(Math=str, display=lambda formula: print("FORMULA", formula))
sys.modules |= {"IPython": SimpleNamespace(), "IPython.display": shown}
sys.modules["unrolled_notebook"] = None  # as if it were not installed
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


def run_alone(paths):
    """What each notebook printed, and the weights and words that it made."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", KERNEL_ALONE, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]

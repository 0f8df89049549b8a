"""What is taken home in the names of another course, with none of the source's left."""

import json
import re

import pytest

from derivations.language.name_schemes import name_scheme
from tests.views.takehome.notebook_views import VIEWS, View, run_alone
from tests.views.takehome.tex import compiled
from views.address.settings import DERIVATION_SLUGS, NAMES, Config, Selection
from views.model.model import model
from views.takehome.handout import handout
from views.takehome.own_derivation import own_derivation
from views.takehome.saved import read_saved_view, saved_json, view_of
from views.takehome.slides import slides

OTHERS = NAMES[1:]
RUN = ("steps", "last", "large, steps")
PICKS = {
    "H": Selection("H", 1, 2, 3, 0),
    "L": Selection("L", 2, 3, 4, 3),
    "U": Selection("U", 2, 1, 3, 2),
}
ALONE = re.compile(r"(?<![A-Za-z\\_])d?[HLU](?![A-Za-z])")
STATES = re.compile(r"(?<![A-Za-z\\_])d?h0?(?![A-Za-z])|\\sigma(?![A-Za-z])|σ")
OWN = {
    "predict": "whole",
    "derivation": "hidden-weights",
    "line": 1,
    "written": "sum_m dJ^(t)/dz_m^(t) dz_m^(t)/dH_ij^(t-1)\n"
    "sum_k delta_k^(o,t) U_ki h_j^(t-1)\nH ?\n",
}


def left_over(text, names):
    """What stands in the source's names in a document or an output."""
    body = text.partition(r"\begin{document}")[2] or text
    found = ALONE.findall(body)
    return found + STATES.findall(body) * (names == "coursera")


@pytest.mark.parametrize("names", OTHERS)
def test_handout_and_slides_are_in_the_names_alone(names):
    net = model(Config())
    for matrix, pick in PICKS.items():
        every = matrix == "H" and names == "coursera"
        slugs = DERIVATION_SLUGS if every else ("hidden-error",)
        for make in (handout, slides):
            tex = make(net, pick, "mean", slugs, window=2, names=names)
            assert left_over(tex, names) == []
            label = name_scheme(names).plain(matrix).replace("_", r"\_")
            assert f"({label})\\textsubscript" in tex
    assert left_over(handout(net, PICKS["H"]), names) != []


def test_the_longest_names_are_set_by_tex(tmp_path):
    for make in (handout, slides):
        net, slugs = model(Config(gain=1.5)), ("step-jacobian", "hidden-error")
        tex = make(net, PICKS["H"], "sum", slugs, names="torch")
        assert compiled(tex, tmp_path).complaints == []


@pytest.mark.parametrize("names", OTHERS)
def test_a_line_of_ones_own_is_printed_as_it_was_understood(names):
    plain = own_derivation(Config(), "sum", OWN)
    own = own_derivation(Config(), "sum", OWN, names)
    assert own.count(r"\begin{formula}") == plain.count(r"\begin{formula}") == 2
    scheme = name_scheme(names).latex
    labels = [name for name in scheme.values() if name.startswith("W")]
    for label in labels[0], labels[2]:
        assert label.rstrip("}") in own
    typed, rest = "H ?", own.replace("H ?", "", 1)
    assert typed in own
    assert left_over(rest, names) == []


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """What the notebook in each scheme's names printed."""
    folder, paths = tmp_path_factory.mktemp("books"), []
    for names in OTHERS:
        for name in RUN:
            path = folder / f"{names}-{name}.ipynb"
            path.write_text(VIEWS[name]().written(names), encoding="utf-8")
            paths.append(path)
    reports = zip(paths, run_alone(paths), strict=True)
    return {path.stem: "".join(report["said"]) for path, report in reports}


@pytest.mark.parametrize("names", OTHERS)
def test_the_notebook_runs_in_the_names_and_says_nothing_in_others(names, ran):
    for name in RUN:
        said = ran[f"{names}-{name}"]
        for what in ("losses", "contributions", "gradient"):
            assert f"{what}: as on the page, to the last bit" in said
        assert left_over(said, names) == []
        for own in map(name_scheme(names).plain, ("H", "L", "U", "h0")):
            assert f"dJ/d{own}: as the engine’s to" in said


@pytest.mark.parametrize("names", OTHERS)
def test_the_notebooks_variables_have_the_names(names):
    scheme = name_scheme(names)
    for view in (VIEWS["steps"](), View(Config(), "full-gradient")):
        cells = json.loads(view.written(names))["cells"]
        prose = [c for c in cells if c["cell_type"] == "markdown"]
        assert left_over("".join("".join(c["source"]) for c in prose), names) == []
        code = {c["id"]: "".join(c["source"]) for c in cells if c not in prose}
        weights = ", ".join(map(scheme.plain, ("H", "L", "U", "h0")))
        gradients = ", ".join(map(scheme.derivative, ("H", "L", "U", "h0")))
        assert f"params = Params({weights})" in code["weights"]
        assert f"J, {gradients} = loss_and_gradients({weights}," in code["program"]
        assert f"def loss_and_gradients({weights}, inputs" in code["program"]
        own = re.sub(r"(?<=\.)[HLUh]\w*", "", code["weights"] + code["derivation"])
        assert left_over(own, names) == []


def test_the_names_are_saved_with_a_view_whose_fields_keep_theirs():
    values = view_of("unroll", {"names": "coursera"})
    saved = saved_json(model(Config()), PICKS["H"], "sum", values)
    assert {"H", "L", "U", "h0", "h"} < set(json.loads(saved))
    assert read_saved_view(saved.encode(), "view.json").values["names"] == "coursera"

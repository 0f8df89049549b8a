"""The printed program, run on its own without our packages, against the engine."""

import ast
import inspect
import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from derivations import DERIVATIONS, program
from derivations.code.program import program_lines
from derivations.evaluation.activation import NAMES as ACTIVATIONS
from derivations.language.name_schemes import NAME_SCHEMES
from derivations.versions import REDUCTIONS
from rnn_core import Params, backward, forward
from rnn_core.reduction import reduce_losses

RUNNER = Path(__file__).with_name("programs.py")
NETWORKS = (
    # hidden size, vocabulary, steps, scale, seed
    (3, 5, 4, 1.0, 0),
    (4, 6, 9, 2.0, 1),
    (6, 40, 12, 2.0, 2),
    (2, 3, 1, 0.3, 3),
)
WINDOWS = (None, 1, 2, 4)
OPTIONS = list(itertools.product(ACTIVATIONS, REDUCTIONS, WINDOWS, NAME_SCHEMES))
GRADIENTS = ("H", "L", "U", "h0")


def drawn(hidden, vocab, steps, scale, seed):
    """Weights and words of a network."""
    params = Params.random(hidden, vocab, seed=seed, scale=scale)
    words = np.random.default_rng(seed + 9).integers(vocab, size=(2, steps))
    return params, *words


def file_name(activation, reduction, window, names):
    return f"{activation}_{reduction}_{window}_{names}"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What every program returns for every network, in a process of its own."""
    folder = tmp_path_factory.mktemp("alone")
    given = {}
    for n, sizes in enumerate(NETWORKS):
        params, inputs, targets = drawn(*sizes)
        given |= {f"{n}/{name}": getattr(params, name) for name in GRADIENTS}
        given |= {f"{n}/inputs": inputs, f"{n}/targets": targets}
    np.savez(folder / "networks.npz", **given)
    for options in OPTIONS:
        (folder / f"{file_name(*options)}.py").write_text(program(*options), "utf-8")
    alone(folder, RUNNER, folder)
    return dict(np.load(folder / "results.npz"))


def alone(folder, *arguments):
    """Run Python without our packages, or anything of the environment."""
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_loss_and_gradients_are_the_engines(results, activation, reduction):
    for n, sizes in enumerate(NETWORKS):
        params, inputs, targets = drawn(*sizes)
        trace = forward(params, inputs, targets, activation)
        for window, names in itertools.product(WINDOWS, NAME_SCHEMES):
            gradients = backward(trace).gradients(window, reduction)
            want = [reduce_losses(trace.loss, reduction)]
            want += [getattr(gradients, name) for name in GRADIENTS]
            name = file_name(activation, reduction, window, names)
            for place, right in enumerate(want):
                found = results[f"{name}/{n}/{place}"]
                assert found.shape == np.shape(right)
                miss = np.abs(found - right).max()
                assert miss <= 1e-12 * np.abs(right).max(), (name, n, place, miss)


def test_every_programs_own_check_passes(results):
    misses = {name: a for name, a in results.items() if name.endswith("check")}
    assert len(misses) == len(OPTIONS)
    assert max(misses.values()) < 1e-8


@pytest.mark.parametrize("window", [None, 2])
def test_the_check_of_a_program_finds_a_wrong_gradient(window):
    params, inputs, targets = drawn(*NETWORKS[0])
    weights = [getattr(params, name) for name in GRADIENTS]
    right = program(window=window)
    wrong = right.replace("H.T @ delta", "H @ delta")
    assert wrong != right
    for text, passes in ((right, True), (wrong, False)):
        namespace = {"__name__": "written"}
        exec(text, namespace)
        miss = namespace["check"](weights, inputs, targets)
        assert bool(miss < 1e-8) is passes, miss


@pytest.mark.parametrize(
    "options",
    [
        ("sigmoid", "sum", None, "source"),
        ("tanh", "mean", 2, "torch"),
        ("relu", "last", None, "wxh"),
        ("identity", "last", 3, "coursera"),
        ("identity", "sum", 1, "source"),
        ("relu", "mean", None, "torch"),
    ],
)
def test_a_program_that_is_run_checks_itself_and_its_loss_falls(tmp_path, options):
    (tmp_path / "bptt.py").write_text(program(*options), "utf-8")
    first, *steps = alone(tmp_path, "bptt.py").splitlines()
    assert float(first.rpartition(" ")[2]) < 1e-8
    losses = [float(line.rpartition(" ")[2]) for line in steps]
    assert len(losses) == 20
    assert losses[-1] < 0.8 * losses[0]


@pytest.mark.parametrize("options", OPTIONS, ids=lambda a: file_name(*a))
def test_a_program_is_short_plain_and_marked(options):
    text = program(*options)
    assert len(text.splitlines()) <= 70
    assert max(map(len, text.splitlines())) <= 88
    assert text.isascii()
    assert text.endswith("\n")
    tree = ast.parse(text)
    imports = [a for a in ast.walk(tree) if isinstance(a, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(a) for a in imports] == ["import numpy as np"]
    lines = program_lines(*options)
    assert "\n".join(line.text for line in lines) + "\n" == text
    marked = {slug for line in lines for slug in line.derivations}
    assert {d.slug for d in DERIVATIONS.values() if d.equation} <= marked
    for (slugs, _), statement in itertools.groupby(
        lines, lambda line: (line.derivations, line.quantity)
    ):
        written = " ".join(line.text for line in statement)
        numbers = [DERIVATIONS[slug].equation for slug in slugs]
        assert all(f"({number})" in written for number in numbers if number), written


@pytest.mark.parametrize("names", NAME_SCHEMES)
def test_parameters_have_the_schemes_names_in_one_order(names):
    namespace = {"__name__": "written"}
    exec(program(names=names), namespace)
    state = NAME_SCHEMES[names].plain("h")
    assert f" {state} = sigmoid(z)," in str(namespace["__doc__"])
    given = inspect.signature(namespace["loss_and_gradients"]).parameters
    plain = NAME_SCHEMES[names].plain
    assert list(given) == [*map(plain, GRADIENTS), "inputs", "targets"]


def test_the_window_is_called_that():
    text = program(window=3)
    assert "WINDOW = 3  # steps that each loss goes back\n" in text
    assert "if t <= WINDOW:" in text
    assert "tau" not in text.lower()


def test_programs_differ_where_their_options_do():
    texts = [program(*options) for options in OPTIONS]
    assert len(set(texts)) == len(OPTIONS)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"activation": "softplus"}, "activation is 'softplus'"),
        ({"activation": None}, "activation is None"),
        ({"reduction": "max"}, "reduction is 'max'"),
        ({"window": 0}, "window is 0"),
        ({"window": True}, "window is True"),
        ({"window": 1.5}, r"window is 1\.5"),
        ({"names": "keras"}, "names is 'keras'"),
        ({"names": ["source"]}, r"names is \['source'\]"),
    ],
)
def test_other_options_are_refused_in_words(options, said):
    with pytest.raises(ValueError, match=said):
        program(**options)

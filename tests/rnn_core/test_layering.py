"""Tests of what importing the engine loads, in a new process."""

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import rnn_core

ROOT = Path(__file__).parents[2]
LOOK = """
import json, sys
import rnn_core
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def imported():
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOOK],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_engine_needs_neither_the_screen_nor_the_derivations(imported):
    above = {"streamlit", "plotly", "sympy", "derivations", "views", "app"}
    beside = {"scipy", "autograd", "mpmath", "pandas", "beartype", "pytest"}
    beside |= {"threadpoolctl"}
    roots = {name.partition(".")[0] for name in imported}
    assert {"rnn_core", "numpy"} <= roots
    assert roots & (above | beside) == set()


def test_no_function_hides_its_module():
    for module in pkgutil.iter_modules(rnn_core.__path__):
        loaded = importlib.import_module(f"rnn_core.{module.name}")
        assert getattr(rnn_core, module.name) is loaded

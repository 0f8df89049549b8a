"""Tests of the engines' annotations: shapes of arrays, and what functions return.

In a process of its own, for some of the tests: enforced in all, they take two to three
times as long.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOME = {
    "rnn_core": ("test_forward.py", "test_jacobians.py", "test_places.py"),
    "derivations": ("evaluation/test_evaluate.py", "rules/test_rules.py"),
}


@pytest.mark.parametrize("package", SOME)
def test_what_is_annotated_is_so(package):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"]
    enforced = f"--jaxtyping-packages={package},typechecker.checked"
    options = ["--strict-markers", "--import-mode=importlib", enforced]
    tests = [f"tests/{package}/{name}" for name in SOME[package]]
    done = subprocess.run(
        [*command, "-o", "addopts=" + " ".join(options), *tests],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout

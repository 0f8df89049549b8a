"""The annotations of `derivations`, enforced: shapes, and what functions return.

In a process of its own, for some of the tests: enforced in all, they take three times
as long.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOME = ("test_meaning.py", "test_rules.py")


def test_what_is_annotated_is_so():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"]
    enforced = "--jaxtyping-packages=derivations,typechecker.checked"
    options = ["--strict-markers", "--import-mode=importlib", enforced]
    tests = [f"tests/derivations/{name}" for name in SOME]
    done = subprocess.run(
        [*command, "-o", "addopts=" + " ".join(options), "-k", "not large", *tests],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout

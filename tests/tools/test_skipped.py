"""Tests of the count of skipped tests, over several runs of pytest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPING = """import pytest
def test_done(): pass
@pytest.mark.parametrize("n", [1, 2])
def test_left(n): pytest.skip("not here")
"""


def run(*command, **environment):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_names_of_two_runs_are_one_line(tmp_path):
    (tmp_path / "test_some.py").write_text(SKIPPING)
    file = tmp_path / "skipped.txt"
    pytest = ["-m", "pytest", "-q", "-p", "tools.skipped", "--rootdir", str(tmp_path)]
    alone = ["-c", "/dev/null", str(tmp_path)]
    for parallel in (["-n", "0"], ["-n", "2"]):
        run(*pytest, *parallel, *alone, UNROLLED_SKIPPED=str(file))
    names = ["test_some.py::test_left[1]", "test_some.py::test_left[2]"]
    assert sorted(file.read_text().splitlines()) == sorted(2 * names)
    (line,) = run("-m", "tools.skipped", str(file)).splitlines()
    assert line == f"2 tests were skipped: {', '.join(names)}"


def test_nothing_is_said_where_nothing_was_skipped(tmp_path):
    assert run("-m", "tools.skipped", str(tmp_path / "none.txt")) == ""
    (tmp_path / "empty.txt").touch()
    assert run("-m", "tools.skipped", str(tmp_path / "empty.txt")) == ""

"""Tests of the lock files: exact versions, hashes, and within the requirements."""

import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.moved import installed, locked, moved

ROOT = Path(__file__).parents[2]
LOCKS = {
    "requirements.lock": ["requirements.txt"],
    "requirements-dev.lock": ["requirements.txt", "requirements-dev.txt"],
    "requirements-oldest.lock": ["requirements.txt"],
}
PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0", "3.14.2")
PIN = re.compile(r"([a-z0-9.-]+)==([\w.+!]+)(?: ; (.+?))? ((?:\\\n    --hash=\S+ ?)+)")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def ranges(*names):
    lines = [line for name in names for line in text(name).splitlines()]
    return [Requirement(line) for line in lines if not line.startswith("-r")]


def pins(lock, python):
    """The lines of a lock file that apply to a Python under Linux: (name, version)."""
    here = {"python_full_version": python, "python_version": python.rsplit(".", 1)[0]}
    here |= {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    matches = [m.groups() for m in PIN.finditer(text(lock))]
    return [
        (name, version)
        for name, version, marker, _ in matches
        if not marker or Requirement(f"x; {marker}").marker.evaluate(here)
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_pins_with_hashes_and_nothing_else(lock):
    """No address of an index, no folder, no option of the machine that wrote it."""
    rest = PIN.sub("", text(lock))
    assert len(PIN.findall(text(lock))) > 30
    lines = {line.split("#")[0].strip() for line in rest.splitlines()}
    assert lines <= {""}
    hashes = re.findall(r"--hash=(\S+)", text(lock))
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)
    assert not re.search(
        r"://|index|find-links|@ |/(opt|work|tmp|home|root)", text(lock)
    )


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_has_one_version_that_the_requirements_admit(lock, python):
    exact = dict(pins(lock, python))
    assert len(exact) == len(pins(lock, python))
    for wanted in ranges(*LOCKS[lock]):
        assert wanted.specifier.contains(exact[canonicalize_name(wanted.name)])


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_is_run(python):
    assert (
        dict(pins("requirements.lock", python)).items()
        <= dict(pins("requirements-dev.lock", python)).items()
    )


def test_the_oldest_lock_has_the_oldest_streamlit():
    (streamlit,) = [r for r in ranges("requirements.txt") if r.name == "streamlit"]
    (oldest,) = [s.version for s in streamlit.specifier if s.operator == ">="]
    version = dict(pins("requirements-oldest.lock", "3.11.0"))["streamlit"]
    assert version.removesuffix(".0") == oldest


def test_what_moved_is_told_by_name():
    lock = """# made by hand
numpy==2.4.6 ; python_version < '3' \\
    --hash=sha256:0
numpy==2.5.5 ; python_version >= '3' \\
    --hash=sha256:1
    # via pandas
Jinja2==3.1.6 \\
    --hash=sha256:2
"""
    old = locked(lock)
    assert old == {"numpy": "2.5.5", "jinja2": "3.1.6"}
    assert moved(old, old) == []
    assert moved(old, {"numpy": "2.6", "rich": "15"}) == [
        "jinja2 3.1.6 -> (gone)",
        "numpy 2.5.5 -> 2.6",
        "rich (new) -> 15",
    ]


def test_versions_are_read_from_this_environment():
    here = installed()
    assert here["packaging"]
    assert "pip" not in here


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_make_says_what_it_installs_before_it_does(lock):
    target = f".venv/{'dev' if '-dev' in lock else 'run'}.done"
    command = ["make", "--dry-run", "--always-make", target]
    plan = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said, installed = (plan.stdout.find(part) for part in ("echo", "pip install"))
    assert -1 < said < installed
    assert f"what {lock} names" in plan.stdout[said:installed]

"""Tests of the walks that are long in a soak, and of their samples."""

import re

from tests.browser.visiting import ROOT
from tests.walks import SOAK, sample


def test_a_sample_is_the_same_in_every_run_and_in_order():
    cases = list("abcdefghij")
    some = sample(cases, 4)
    assert some == sample(iter(cases), 4) == sorted(some)
    assert len(set(some)) == (10 if SOAK else 4)
    assert sample(cases, 10) == sample(cases, 11) == cases


def test_a_soak_runs_every_file_that_has_a_walk():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^soak:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    soaked = [ROOT / path for path in re.findall(r"tests/\S+", recipe)]
    assert all(path.exists() for path in soaked)
    of_walks = re.compile(r"\bSOAK\b|tests\.walks|\bmany\(")
    walks = [
        path
        for path in (ROOT / "tests").rglob("test_*.py")
        if of_walks.search(path.read_text("utf-8")) and path.name != "test_walks.py"
    ]
    assert len(walks) > 10
    missed = [p for p in walks if not any(p.is_relative_to(s) for s in soaked)]
    assert missed == []

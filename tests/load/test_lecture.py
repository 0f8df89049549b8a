"""Tests of many visitors at once: nobody sees an error, or another's edits."""

import asyncio
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from benchmarks.lecture import MOST, lecture, pick_or_slide
from benchmarks.serving import served
from benchmarks.visitor import Visitor
from tests.apart import finished
from tests.walks import SOAK
from views.address.settings import Config
from views.model.model import model

ROOT = Path(__file__).parents[2]
VISITORS, SECONDS = (MOST, 600.0) if SOAK else (8, 6.0)


@pytest.fixture(scope="module")
def app():
    with served(ROOT / "app.py", ROOT) as running:
        yield running


def test_a_lecture_meets_no_error_and_memory_stays_flat(app):
    report = finished(lecture(app, VISITORS, SECONDS, pick_or_slide))
    assert report.errors == []
    assert len(report.opening) == VISITORS
    assert len(report.runs) >= VISITORS * (SECONDS // 2 - 1)
    if SOAK:
        warm, *later = report.memory[3:]
        assert max(later) < 1.1 * warm, report.memory


def terms(config, i, j):
    return model(config).back.instances("H", i - 1, j - 1)


def test_nobody_sees_anothers_edits_or_picks(app):
    async def both():
        first, other = Visitor(app.url), Visitor(app.url)
        await asyncio.gather(first.open(), other.open())
        await first.set("edits", "H1.2_2.5")
        await other.send("unrolled_network", pick(i=2, j=3))
        await asyncio.gather(
            first.send("triangle", pick(t=4, k=1)), other.set("T", "5")
        )
        await asyncio.gather(first.close(), other.close())
        return first, other

    first, other = finished(both())
    assert first.errors + other.errors == []
    mine = terms(Config(edits="H1.2_2.5"), 1, 2)
    theirs = terms(Config(T=5), 2, 3)
    np.testing.assert_array_equal(first.data("triangle")["cells"], mine)
    np.testing.assert_array_equal(other.data("triangle")["cells"], theirs)


def pick(**values):
    return json.dumps([{"event": "pick", "value": values}])


def test_garbage_is_not_collected_after_every_run():
    """What `python -m benchmarks.lecture` found to be the better settings."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False
    code = (
        "import gc; from streamlit.testing.v1 import AppTest\n"
        "AppTest.from_file('app.py', default_timeout=60).run(); "
        "print(gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "True\n"

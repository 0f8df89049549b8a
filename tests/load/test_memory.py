"""Tests of memory at the largest sizes: it stays within the cache's limit."""

import subprocess
import sys
from pathlib import Path

import psutil

from benchmarks.serving import served
from benchmarks.visitor import Visitor
from tests.apart import finished

ROOT = Path(__file__).parents[2]
MOST = 1100
"""Megabytes of a process that checks one large network after another."""
SERVED = 860
"""Megabytes of a copy of the app that visitors of large networks have left again."""
CHECKING = """
import psutil
from views.proofs.version import Version
from views.proofs.checks import proof
from views.address.settings import Config
from views.check.slips import findings
for seed in range(6):
    config = Config(D_h=256, V=10_000, T=100, seed=seed)
    findings(config)
    proof(config, Version("full-gradient", "sigmoid", "sum"))
print(psutil.Process().memory_info().rss // 10**6)
"""


def test_large_networks_checked_one_after_another_leave_nothing_behind():
    done = subprocess.run(
        [sys.executable, "-c", CHECKING], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert int(done.stdout) < MOST


def test_visitors_who_left_keep_no_network_in_memory():
    async def visits(url):
        for seed in range(8):
            visitor = Visitor(url)
            await visitor.open(f"page=check&D_h=256&V=10000&T=100&seed={seed}")
            await visitor.close()
            assert visitor.errors == []

    with served(ROOT / "app.py", ROOT) as app:
        finished(visits(app.url))
        held = psutil.Process(app.pid).memory_info().rss // 10**6
    assert held < SERVED

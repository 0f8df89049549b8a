"""Tests of memory at the largest sizes: it stays within the cache's limit."""

import subprocess
import sys
from pathlib import Path

from tests.walks import SOAK

ROOT = Path(__file__).parents[2]
MOST = 1100
"""Megabytes of a process that checks one large network after another."""
NETWORKS = 15 if SOAK else 4
CHECKING = f"""
import psutil
from views.proofs.version import Version
from views.proofs.checks import proof
from views.address.settings import Config
from views.check.slips import findings
for seed in range({NETWORKS}):
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

"""Tests of many who train at once: others pick meanwhile, who leaves is no cost."""

import os
import statistics
from pathlib import Path

from benchmarks.learning import learning
from benchmarks.serving import served
from tests.apart import finished
from views.runtime.cache import BYTES

ROOT = Path(__file__).parents[2]
LONG = bool(os.environ.get("UNROLLED_SOAK"))
VISITORS, SECONDS = (20, 120.0) if LONG else (8, 6.0)


def test_others_pick_while_many_train_and_who_leaves_costs_nothing():
    with served(ROOT / "app.py", ROOT) as app:
        figures = finished(learning(app, VISITORS, SECONDS))
    assert figures.errors == []
    assert figures.turns > VISITORS
    assert len(figures.picks) > SECONDS, "a pick a second at least"
    if LONG:
        assert statistics.quantiles(figures.picks, n=20)[18] < 1.0, figures.picks
    assert figures.left < 0.1
    before, *later = figures.memory
    assert max(later) < before + 1.2 * BYTES / 1e6, figures.memory

"""Tests that each layer below the pages can be imported alone, in a new process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def after(code, **environment):
    """What a new interpreter prints after `code`."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_the_derivations_need_neither_the_engine_nor_the_screen():
    loaded = after("import sys, derivations; print(*sys.modules)")
    roots = {name.partition(".")[0] for name in loaded}
    assert {"derivations", "sympy"} <= roots
    assert roots & {"rnn_core", "views", "app", "streamlit", "plotly"} == set()


@pytest.mark.parametrize(
    "before", ["pass", "import numpy as np; np.eye(99) @ np.eye(99)"]
)
def test_the_app_has_one_thread_whoever_imported_numpy_first(before):
    threads = after(
        f"{before}; import threadpoolctl as pools;"
        "from streamlit.testing.v1 import AppTest;"
        "AppTest.from_file('app.py', default_timeout=60).run();"
        "print(*(p['num_threads'] for p in pools.threadpool_info()"
        " if p['user_api'] == 'blas'))",
        OPENBLAS_NUM_THREADS="2",
        MKL_NUM_THREADS="2",
    )
    assert threads
    assert set(threads) == {"1"}

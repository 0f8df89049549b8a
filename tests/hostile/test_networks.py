"""Tests that a thousand hostile files of networks end in words, fast and in little."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.strangers import SOAK

ROOT = Path(__file__).parents[2]
ALONE = """
import encodings.cp437, json, resource, sys, time
import numpy as np
import safetensors.numpy
from rnn_core import Loaded, Params, load_gradient, load_network
from tests.hostile.network_files import hostile_networks, large_networks
from itertools import islice

opened, ends, odd = [], {}, []
params = Params.random(3, 5)
def watch(event, arguments):
    if event.startswith(("open", "os.", "exec", "compile", "subprocess", "socket",
                         "pickle", "import", "tempfile", "shutil")):
        opened.append([event, str(arguments[0])[:80]])

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most

def tried(load, *arguments):
    try:
        result = load(*arguments)
    except ValueError as error:
        said = str(error)
        if not said.startswith(("the file", "the array")) or len(said) > 800:
            odd.append(said[:200])
        return "refused"
    return "read"

watching = False
sys.addaudithook(lambda *a: watching and watch(*a))
files = hostile_networks(seed=int(sys.argv[2])) if sys.argv[1] == "1000" else islice(
    large_networks(), int(sys.argv[1])
)
tried(load_network, b"{}")
before, slowest = peak(), [0.0, ""]
for how, data in files:
    watching, start = True, time.process_time()
    end = tried(load_network, data)
    tried(load_gradient, data, params)
    took, watching = time.process_time() - start, False
    slowest = max(slowest, [took, how])
    ends.setdefault(how, []).append(end)
counts = {how: [e.count("read"), len(e)] for how, e in ends.items()}
print(json.dumps({"opened": opened, "grown": peak() - before, "slowest": slowest,
                  "ends": counts, "odd": odd}))
"""


def read_alone(count, seed):
    """What reading files did, in a process of its own that notes what is opened."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, str(count), str(seed)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    report = json.loads(run.stdout)
    assert report["odd"] == []
    assert report["opened"] == []
    return report


@pytest.mark.parametrize("seed", range(20) if SOAK else [0])
def test_a_thousand_hostile_files_are_read_or_refused(seed):
    report = read_alone(1000, seed)
    ends = report["ends"]
    assert sum(total for _, total in ends.values()) == 1000
    assert report["slowest"][0] < 2, "seconds of work for one file, read twice"
    assert report["grown"] < 150_000, "kB"
    assert ends["pickled"][0] == ends["nested"][0] == ends["bomb"][0] == 0
    spoiled = [read for read, total in ends.values() if 0 < read < total]
    assert len(spoiled) >= 3, "files that are hardly spoiled are read"


def test_the_largest_files_are_refused_in_bounded_time_and_memory():
    report = read_alone(9 if SOAK else 2, 0)
    assert {read for read, _ in report["ends"].values()} == {0}
    assert report["slowest"][0] < 10, "seconds of work for one file, read twice"
    assert report["grown"] < 500_000, "kB, six times the largest file"

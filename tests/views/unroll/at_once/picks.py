"""Random picks in the pictures of Unroll, and what Python shows after each."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from views.address.settings import Selection
from views.model.model import Model
from views.text.naming import written_in
from views.unroll.at_once.kept import known
from views.unroll.at_once.known import with_keys
from views.unroll.bars import bars
from views.unroll.data_types import selection_data
from views.unroll.factor_chain import factors, headline
from views.unroll.network import network
from views.unroll.onwards import onwards
from views.unroll.pictures import BY_ROLE, ONWARDS
from views.unroll.stories import TERMS, with_story
from views.unroll.triangle import triangle
from views.unroll.zeros import network_rest

ROOT = Path(__file__).parents[4]
SCRIPT = ROOT / "tests" / "js" / "answer_picks.js"


def pictures(net: Model, selection: Selection, reduction: str, window: int) -> dict:
    """The data of the pictures, as the page sends them."""
    rest = network_rest(net, selection)
    data = {
        "headline": headline(net, selection, window, reduction),
        "network": with_keys(network(net, selection, rest, window), "network", True),
        "triangle": with_keys(
            triangle(net, selection, reduction, window), "triangle", True
        ),
        "bars": bars(net, selection, window),
        "chain": factors(net, selection),
        "onwards": onwards(selection),
    }
    for role in TERMS:
        data[role] = with_story(data[role], role, net, selection, reduction, window)
    return data


def in_course_names(pictures: dict, names: str) -> dict:
    """The data of pictures as it is sent in the names of a course."""
    files = {**BY_ROLE, "onwards": ONWARDS}
    with written_in(names):
        sent = {
            role: files[role].in_names(data, names) for role, data in pictures.items()
        }
    return json.loads(json.dumps(sent))


def picked_anywhere(
    net: Model, selection: Selection, rng: np.random.Generator
) -> Selection:
    """One pick further: of a cell, of a loss, or of an edge that is drawn."""
    s, steps = selection, net.trace.steps
    t = int(rng.integers(1, steps + 1))
    where = rng.choice(["cell", "loss", "edge"])
    if where == "cell":
        return Selection(s.matrix, s.i, s.j, t, int(rng.integers(t)))
    if where == "loss":
        return Selection(s.matrix, s.i, s.j, t, min(s.k, t - 1))
    edges = network(net, s, "")["edges"]
    k, i, j, _ = edges[int(rng.integers(len(edges)))]
    return Selection(s.matrix, i, j, s.t, min(k, s.t - 1))


def any_pick(net: Model, rng: np.random.Generator) -> Selection:
    """Any weight of any matrix, whether it is drawn or not; any loss and instance."""
    matrix = str(rng.choice(["H", "L", "U"]))
    i, j = (int(rng.integers(1, size + 1)) for size in net.size(matrix))
    if matrix == "L" and rng.random() < 0.7:
        j = int(rng.choice(net.trace.inputs)) + 1
    t = int(rng.integers(1, net.trace.steps + 1))
    return Selection(matrix, i, j, t, int(rng.integers(t)))


def picks(
    net: Model, start: Selection, reduction: str, window: int, count: int, seed: int
) -> Iterator[tuple[dict, dict]]:
    """What the browser is given at each pick, and what Python shows after it."""
    rng = np.random.default_rng(seed)
    before = pictures(net, start, reduction, window)
    for _ in range(count):
        start = picked_anywhere(net, start, rng)
        after = pictures(net, start, reduction, window)
        given = {
            "known": known(net),
            "before": before,
            "picked": selection_data(start),
        }
        yield given, after
        before = after


def in_javascript(**asked: object) -> dict:
    """What the browser's own script shows after each of `cases`, where quantities have
    `names` and matrices `labels`, and how it writes `numbers`.
    """
    node = shutil.which("node", path=Path(sys.executable).parent) or "node"
    done = subprocess.run(
        [node, SCRIPT],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)

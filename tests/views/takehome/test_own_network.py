"""A network that a visitor brought, in what is taken home."""

import gc
import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from tests.views.own_networks import WORDS, D, V, arrays, npz, text_file
from tests.views.takehome.notebook_views import View, run_alone
from tests.views.takehome.opened_files import File, open_in_app
from tests.views.takehome.saved_files import saved
from views.address.settings import Config, Selection
from views.model.brought_network import bring, found
from views.model.model import model
from views.runtime.cache import results
from views.takehome import export
from views.takehome.handout import handout
from views.takehome.saved import read_saved_view, saved_json, saved_npz

ODD = ("\\end{document}", "$x$", "<b>", "“q”", "'''", "#{T}", "\u202e\n")
TARGETS = [6, 6, 0, 1, 2, 3]
EDITS = "H1.6_0.5*x2_fox*step_0.3_mean*h6_4"


def shown(words=WORDS, **more):
    """A network that is held, and its configuration."""
    given = {"activation": "tanh", **more.pop("file", {})}
    given |= {} if words is None else {"words": words}
    data = npz(arrays(seed=5, **more), **text_file(**given))
    network = bring(data, 'it\'s "mine" {}.npz')
    config = Config(
        D_h=network.hidden, V=network.vocab, T=4, text="", activation="tanh"
    )
    return network, replace(config, network=network.digest)


def forget(*_):
    results.clear()
    gc.collect()


def test_the_notebook_builds_the_very_network(tmp_path):
    views, held, paths = [], [], []
    for n, (biased, file, words, edits) in enumerate(
        (
            (True, {}, WORDS, EDITS),
            (False, {"targets": TARGETS}, None, "step_0.2*x5_3"),
            (True, {"targets": TARGETS}, ODD, "step_0.2"),
        )
    ):
        network, config = shown(words, biased=biased, file=file)
        views.append(View(replace(config, edits=edits)))
        held.append(network)
        paths.append(tmp_path / f"{n}.ipynb")
        paths[-1].write_text(views[-1].written(), encoding="utf-8")
    for view, report in zip(views, run_alone(paths), strict=True):
        said = "".join(report["said"]).splitlines()
        for what in ("losses", "contributions", "gradient"):
            assert f"{what}: as on the page, to the last bit" in said
        for array in ("H", "L", "U", "h0"):
            digest = hashlib.sha256(getattr(view.model.params, array).tobytes())
            assert report[array] == digest.hexdigest()


@pytest.mark.parametrize("writer", [saved_json, saved_npz])
@pytest.mark.parametrize("biased", [True, False])
def test_a_saved_view_carries_the_network_where_nobody_has_it_any_more(writer, biased):
    network, config = shown(biased=biased)
    config = replace(config, edits="H1.2_0.5*step_0.1")
    file = saved(writer, config)
    digest, before = config.network, model(config).params
    weights = [getattr(before, name).copy() for name in ("H", "L", "U", "h0")]
    del network, before
    forget()
    assert found(digest) is None
    loaded = read_saved_view(file, "view")
    assert loaded.network is not None
    assert loaded.network.digest == digest
    assert loaded.notices == []
    assert loaded.network.words == WORDS
    after = model(config).params
    for name, array in zip(("H", "L", "U", "h0"), weights, strict=True):
        np.testing.assert_array_equal(getattr(after, name), array)
    del loaded
    forget()
    (page, values), told = open_in_app(File("a", file))
    assert page == "unroll"
    assert values["network"] == digest
    assert told == []


def test_a_network_too_large_for_a_saved_view_is_left_out_and_named(monkeypatch):
    network, config = shown()
    monkeypatch.setattr(export, "LARGEST", 3000)
    about = json.loads(saved(saved_json, config))
    assert "network_H" in about["left_out"]
    assert "network_H" not in about
    digest = config.network
    del network
    forget()
    loaded = read_saved_view(json.dumps(about).encode(), "view.json")
    assert loaded.network is None
    assert loaded.values["network"] == digest


def test_a_saved_network_that_was_changed_is_checked_as_a_file_is():
    network, config = shown()
    about = json.loads(saved(saved_json, config))
    for change, words in (
        ({"network_H": [[1.0]]}, "cannot be read"),
        ({"network_L": [["<b>"] * V] * D}, "cannot be read"),
        ({"network_H": (np.eye(D) * 1e300).tolist()}, "cannot be read"),
        ({"network_H": np.eye(D).tolist()}, "not the one that was saved"),
        ({"network": {"words": ["a"]}}, "cannot be read"),
        ({"network": 3}, ""),
    ):
        loaded = read_saved_view(json.dumps(about | change).encode(), "view.json")
        assert words in " ".join(loaded.notices)
    assert network.digest == config.network


def test_the_handout_of_odd_words_says_where_the_weights_are_from():
    network, config = shown(words=ODD)
    pick = Selection("L", 1, 2, 3, 0)
    paper = handout(model(config), pick, "sum", ["instance-sum"], "http://a/")
    assert network.digest in paper.replace("\\allowbreak{}", "")
    assert paper.count("\\end{document}") == 1
    assert "densely dashed" in paper, "the unit that holds the biases is a square"

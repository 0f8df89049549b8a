"""What is said of mistakes on Check: which J is meant, which links, which formula."""

import re

import numpy as np
import pytest

from derivations.language.symbols import tau
from derivations.language.symbols import w as word
from derivations.mistakes.hiding import HIDING
from derivations.mistakes.mistake import WINDOW
from derivations.mistakes.table import MISTAKES
from rnn_core import backward
from tests.views.pages import component_data, open_page
from views.address.settings import Config
from views.check.mistakes import formula, mistakes, named_sources
from views.model.model import model
from views.proofs.checks import network_for

CONFIG = Config(D_h=4, V=6, T=5)
MEANT = {
    "where the sum is meant": ("sum", None),
    "where the sum is meant, not truncated": ("sum", None),
    "where the mean is meant": ("mean", None),
    "where the mean is meant, not truncated": ("mean", None),
    "where the last loss alone is meant": ("last", None),
    "where the last loss alone is meant, not truncated": ("last", None),
    f"where the sum is meant, truncated to w = {WINDOW}": ("sum", WINDOW),
}
"""What a title says, as the engine's reduction and window."""


@pytest.mark.parametrize("reduction", ["sum", "mean", "last"])
@pytest.mark.parametrize("window", [0, WINDOW, 3])
def test_each_says_which_loss_its_misses_are_of(reduction, window):
    back = backward(model(CONFIG).trace)
    items = mistakes(CONFIG, "all", reduction, window=window)["items"]
    for item in items:
        of = MEANT[item["meant"]] if item["meant"] else (reduction, window or None)
        true = back.gradients(reduction=of[0], window=of[1])._asdict()
        made = MISTAKES[item["slug"]].gradients(network_for(CONFIG))
        with np.errstate(all="ignore"):
            misses = [
                np.abs(made[name] - true[name]).max() / np.abs(true[name]).max()
                for name in made
                if np.abs(made[name] - true[name]).max()
            ]
        miss = max(np.where(np.isfinite(misses), misses, np.inf), default=0.0)
        residual = float(item["printed"]["residual"])
        assert residual == pytest.approx(miss, rel=1e-6, abs=1e-12), item["slug"]
        assert of != (reduction, window or None) or not item["meant"]
        said = " ".join([*item["quoted"]["words"], item["note"], item["meant"]])
        if "J is the sum" in said or "losses; its gradient is a sum" in said:
            assert of == ("sum", None)
        if "window is meant" in said:
            assert of[1]


def test_the_page_passes_on_what_it_means():
    page = open_page(page="check", theme="which-losses", reduction="last")
    items = {i["slug"]: i for i in component_data(page, "unrolled_slips")["items"]}
    assert items["last-loss-only"]["meant"] == "where the sum is meant"
    assert items["all-losses"]["meant"] == ""
    page = open_page(page="check", theme="window", window=2)
    items = {i["slug"]: i for i in component_data(page, "unrolled_slips")["items"]}
    assert items["not-truncated"]["meant"] == ""
    assert items["truncated"]["meant"] == "where the sum is meant, not truncated"


def test_a_formula_and_its_code_call_the_window_by_one_letter():
    for slug, mistake in MISTAKES.items():
        for corrected in (False, True):
            assert r"\tau" not in formula(slug, "tanh", corrected)
        shown = (mistake.wrong[mistake.equation], mistake.right)
        assert all(not {tau, word} <= expr.free_symbols for expr in shown)


def test_what_hides_a_mistake_is_a_sentence_and_names_the_window():
    notes = {i["slug"]: i["note"] for i in mistakes(CONFIG, "all")["items"]}
    assert "It does not show where T = 1 or 2; here w = 2." in notes["truncated"]
    assert notes["carried-added-up"].endswith("It does not show where T = 1 or 2.")
    for hiding in HIDING.values():
        assert re.search(r" (is|=) ", hiding.said)


def test_a_formula_of_one_gradient_says_which_others_are_like_it():
    notes = {i["slug"]: i["note"] for i in mistakes(CONFIG, "all")["items"]}
    said = "The formula is that of ∂J/∂H; ∂J/∂L, ∂J/∂U and ∂J/∂h⁽⁰⁾ are written alike."
    assert said in notes["divided-by-vocabulary"]
    for item in mistakes(CONFIG, "all")["items"]:
        most = re.search(r"most in (\S+)", item["printed"]["said"])
        left = re.match(
            r"\\frac{\\partial J}{\\partial ([HLU])[}_]", item["printed"]["tex"]
        )
        if most and left and f"∂J/∂{left[1]}" != most[1]:
            assert most[1] in item["note"], item["slug"]


def test_links_to_where_it_was_found_have_names_of_their_own():
    for mistake in MISTAKES.values():
        sites = [source["site"] for source in named_sources(mistake.sources)]
        assert len(set(sites)) == len(sites)
        assert not any(site.startswith("github.com") for site in sites)
    (one,) = named_sources(("https://github.com/d2l-ai/d2l-en/pull/1402",))
    assert one["site"] == "d2l-ai/d2l-en #1402"

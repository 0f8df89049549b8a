"""Tests that what is said of networks that tell explanations apart is so."""

import pytest

from rnn_core.diagnosis.typical import typical_gradients
from tests.views.check.own_passes import pasted
from tests.views.pages import open_page
from views.address.settings import Config
from views.check.answer_words import told_apart_words
from views.check.brought import read_brought
from views.check.diagnose import likelier
from views.check.telling_apart import ALWAYS, classes_on
from views.model.model import model


def text_of(steps, slug="repeated-word-overwritten"):
    net = model(Config(T=steps))
    made = typical_gradients(slug, net.params, net.trace.inputs, net.trace.targets)
    return net, pasted({"L": made["L"]}, ["L"])


def test_those_that_are_alike_on_the_other_network_too_are_named():
    found = likelier(read_brought(*text_of(4)), "sum", 0)
    one = next(f for f in found.report.findings if f.told_apart is not None)
    group = [f for f in found.report.findings if f.group == one.group]
    kinds = classes_on(one.told_apart, found, group)
    said = told_apart_words(found, one)
    if kinds is None:
        assert "tells some of them apart:" in said
    else:
        assert sum(map(len, kinds)) == len(group) > len(kinds) > 1
        for kind in kinds:
            assert len(kind) == 1 or all(f"“{f.title}”" in said for f in kind)


@pytest.mark.parametrize(("steps", "offered"), [(4, True), (6, False)])
def test_the_page_offers_a_network_or_says_that_none_is_known(steps, offered):
    page = open_page(page="check", T=steps, gradient=text_of(steps)[1])
    assert not page.exception
    said = [str(part.value) for part in page.markdown]
    assert any("This small network tells" in words for words in said) == offered
    assert (ALWAYS in said) != offered

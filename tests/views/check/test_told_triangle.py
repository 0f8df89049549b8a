"""The triangle as it was summed is drawn where it is known and explains something."""

import numpy as np
import pytest

from rnn_core.diagnosis.typical import typical_gradients
from tests.views.check.own_passes import hand_written, pasted
from tests.views.pages import open_page
from views.address.settings import Config
from views.check.answer_words import open_triangle_words, tells_triangle
from views.check.brought import read_brought
from views.check.diagnose import likelier
from views.check.findings import share_alone
from views.check.summed_triangle import triangles_html
from views.model.model import model

CONFIG = Config()
JUNK = np.random.default_rng(0).normal(size=(3, 3))


def tables(text):
    page = open_page(page="check", gradient=text)
    assert not page.exception
    drawn = "".join(str(part.proto.body) for part in page.get("html"))
    return 'class="summed"' in drawn, [str(part.value) for part in page.markdown]


def test_tables_that_scroll_on_a_phone_are_reached_by_keys_and_no_others():
    for size, reached in ((4, 0), (12, 2)):
        cells = np.tri(size)
        assert triangles_html(cells, cells, None).count('tabindex="0"') == reached


def test_of_junk_no_triangle_is_drawn():
    drawn, said = tables(f"dH = {JUNK.tolist()}")
    assert not drawn
    assert any("9 numbers stand against 10 terms" in words for words in said)


def test_where_no_cell_differs_none_is_drawn():
    net = model(CONFIG)
    err = net.trace.yhat.copy()
    err[range(4), net.trace.targets] -= 1
    right = hand_written(CONFIG)
    wrong = {"H": right["H"], "U": err.T @ net.trace.h[:-1]}
    text = "\n".join(f"d{n} = {np.round(g, 5).tolist()}" for n, g in wrong.items())
    drawn, said = tables(text)
    assert any("h(t−1) in U’s" in w or "h(t−1) in U's" in w for w in said)
    assert not drawn


def test_where_a_mistake_is_named_and_cells_differ_it_is_drawn():
    text = pasted(hand_written(CONFIG, ahead=False), ["H", "L"], digits=5)
    drawn, _ = tables(text)
    assert drawn


def test_as_many_numbers_as_cells_fit_anything():
    config = Config(D_h=6, T=8, activation="tanh")
    rng = np.random.default_rng(1)
    text = f"dH = {rng.normal(size=(6, 6)).tolist()}"
    found = likelier(read_brought(model(config), text), "sum", 0)
    assert not tells_triangle(found)
    assert "36 numbers stand against 36 terms" in open_triangle_words(found)


@pytest.mark.parametrize("reduction", ["sum", "mean", "last"])
def test_what_one_mistake_does_alone_is_of_the_loss_that_is_meant(reduction):
    net = model(CONFIG)
    network = (net.params, net.trace.inputs, net.trace.targets)
    made = typical_gradients("own-state", *network, reduction=reduction)
    text = pasted({name: made[name] for name in ("H", "L")}, ["H", "L"])
    found = likelier(read_brought(net, text), reduction, 0)
    true = found.true.H
    off = np.abs(made["H"] - true).max() / np.abs(true).max()
    assert share_alone(found, "own-state") == pytest.approx(off, rel=1e-9)

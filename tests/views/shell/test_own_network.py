"""A network that a visitor brings: on every page, with its own sizes and words."""

import gc

import numpy as np
import pytest

from rnn_core import backward, forward, jacobian_product
from tests.views.own_networks import (
    INPUTS,
    TARGETS,
    WORDS,
    D,
    V,
    arrays,
    bring_to,
    brought,
    link_of_one_who_left,
    npz,
    params_of,
    said,
    text_file,
)
from tests.views.pages import component_data, notices_of, open_page
from views.runtime.cache import results

T = 4


@pytest.mark.parametrize("biased", [False, True])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_unroll_and_jacobians_show_the_numbers_of_the_file(biased, activation):
    held = arrays(biased)
    page = brought(npz(held, **text_file(activation=activation, words=WORDS)))
    params = params_of(held, activation)
    trace = forward(params, INPUTS[:T], TARGETS[:T], activation)
    back = backward(trace)
    net = component_data(page, "network")
    np.testing.assert_allclose(net["loss"], trace.loss, rtol=1e-12)
    assert net["words"] == [WORDS[n] for n in INPUTS[:T]]
    assert net["bias"] == (D + 1 if biased else 0)
    units = np.array(net["units"])[:, :, 1]
    np.testing.assert_allclose(units, trace.h, rtol=1e-12)
    triangle = component_data(page, "triangle")
    terms = back.instances("H", 0, 1)
    np.testing.assert_allclose(
        [row[: n + 1] for n, row in enumerate(triangle["cells"])][-1],
        terms[-1],
        rtol=1e-12,
    )
    assert all(edge[1] <= D for edge in net["edges"]), "none leads into the constant"
    columns = {edge[2] for edge in net["edges"]}
    assert columns == set(range(1, D + 1 + biased))

    page.query_params["page"] = "jacobians"
    page.switch_page("views/jacobians/page.py").run()
    assert not page.exception, page.exception
    strip = component_data(page, "strip")
    product = jacobian_product(forward(params, INPUTS, TARGETS, activation), 4, 1)
    assert strip["D"] == D
    last = strip["factors"][-1]["product"]
    shown = np.array(last["cells"]) * 10.0 ** last["exponent"]
    np.testing.assert_allclose(shown, product[:D, :D], rtol=1e-9)


def test_sizes_are_the_files_and_cannot_be_chosen():
    page = brought(npz(arrays(), **text_file(activation="tanh")))
    for name, size in (("D_h", D), ("V", V)):
        slider = page.select_slider(key=name)
        assert slider.value == size
        assert slider.proto.disabled
    assert page.number_input(key="seed").disabled
    assert "D_h = 5 and |V| = 7 are your network’s" in said(page)
    assert "Unit 6 is always 1 and holds the biases." in said(page)
    assert "A link cannot carry it" in said(page)
    assert page.number_input(key="i").max == D
    assert page.number_input(key="j").max == D + 1


def test_the_text_is_read_in_the_files_words_and_what_is_not_there_is_said():
    page = brought(npz(arrays(), words=(*WORDS[:-1], "z"), activation="tanh"))
    page.text_input(key="text").set_value("a fox, E <b>nobody</b> d").run()
    assert not page.exception
    assert component_data(page, "network")["words"] == ["a", "Fox", "e", "b"]
    assert "left out: “nobody”." in said(page)
    page = brought(npz(arrays(), words=WORDS, activation="tanh"))
    page.text_input(key="text").set_value("a nobody d").run()
    assert component_data(page, "network")["words"] == ["a", "<unk>"]


def test_without_words_the_text_is_ids_and_words_are_called_by_them():
    page = brought(npz(arrays(), activation="tanh"))
    assert any("ids, from 0 to 6" in line for line in notices_of(page))
    page.text_input(key="text").set_value("3 #2, 5 7 x 0").run()
    assert not page.exception
    assert component_data(page, "network")["words"] == ["#3", "#2", "#5"]
    assert "Not among your network’s ids, 0 to 6, and left out: “7”, “x”." in said(page)
    page.text_input(key="text").set_value("7 1 hello").run()
    assert "ids, 0 to 6, and left out: “7”, “hello”." in said(page)
    assert "Type two or more" in said(page)
    assert "called #3 #1 #4 here" in page.text_input(key="text").help


def test_targets_that_are_not_the_next_words_stay_those_of_the_file():
    held, targets = arrays(), [6, 6, 0, 1, 2, 3]
    page = brought(npz(held, inputs=INPUTS, targets=targets, activation="tanh"))
    params = params_of(held, "tanh")
    trace = forward(params, INPUTS[:T], targets[:T], "tanh")
    net = component_data(page, "network")
    np.testing.assert_allclose(net["loss"], trace.loss, rtol=1e-12)


def test_another_activation_keeps_the_biases_right_and_is_said():
    held = arrays()
    page = brought(npz(held, **text_file(activation="tanh")))
    page.selectbox(key="activation").set_value("relu").run()
    trace = forward(params_of(held, "relu"), INPUTS[:T], TARGETS[:T], "relu")
    net = component_data(page, "network")
    np.testing.assert_allclose(net["loss"], trace.loss, rtol=1e-12)
    assert "Your file has tanh; relu is used." in said(page)


def test_an_edit_of_a_bias_counts_and_one_of_the_constant_is_left_out():
    held = arrays()
    page = brought(npz(held, **text_file(activation="relu")))
    page.text_input(key="edits").set_value("H2.6_0.5*H6.1_3*L6.1_2*h6_0").run()
    assert not page.exception
    held["b_h"][1] = 0.5
    trace = forward(params_of(held, "relu"), INPUTS[:T], TARGETS[:T], "relu")
    net = component_data(page, "network")
    np.testing.assert_allclose(net["loss"], trace.loss, rtol=1e-12)
    assert sum("always 1 and holds the biases" in line for line in notices_of(page)) > 1


def test_a_link_whose_network_is_not_here_says_so_and_bringing_it_restores_the_view():
    data = npz(arrays(seed=77), **text_file(activation="tanh", words=WORDS))
    link, seen = link_of_one_who_left(data)
    page = open_page(**link)
    assert not page.exception
    assert any("bring the same file" in line for line in notices_of(page))
    assert component_data(page, "network")["bias"] == 0
    bring_to(page, data, "again.npz")
    assert not page.exception
    assert component_data(page, "network") == seen
    assert not any("bring the same file" in line for line in notices_of(page))


def test_what_cannot_be_read_is_said_below_the_box_and_changes_nothing():
    page = brought(npz(arrays(), **text_file(activation="tanh")))
    before = component_data(page, "network")
    for data, words in (
        (b"", "empty"),
        (npz({"dH": np.eye(3)}), "no network"),
        (npz({"H": np.eye(3)}), "lacks"),
        (npz(arrays(False) | {"H": np.full((D, D), 1e9)}), "largest"),
        (npz(arrays(hidden=257, vocab=3)), "256"),
    ):
        bring_to(page, data, "<b>bad</b>.npz")
        assert not page.exception
        assert words in said(page)
        assert component_data(page, "network") == before


def test_back_to_the_drawn_network_and_again_to_ones_own():
    page = open_page(D_h=4, text="one two three one two", T=3)
    drawn = component_data(page, "network")
    bring_to(page, npz(arrays(), **text_file(activation="tanh")))
    own = component_data(page, "network")
    assert own != drawn
    page.button(key="own_back").click().run()
    assert component_data(page, "network") == drawn
    page.button(key="own_again").click().run()
    assert not page.exception
    assert component_data(page, "network") == own
    page.button(key="reset").click().run()
    assert not page.exception
    assert page.session_state["network"] == ""


def test_of_two_layers_the_first_is_offered_and_read_at_a_click():
    rng, held = np.random.default_rng(3), arrays(False)
    names = {"weight_ih_l0": "L", "weight_hh_l0": "H", "fc.weight": "U"}
    torch = {name: held[part] for name, part in names.items()}
    torch |= {f"weight_{n}_l1": rng.normal(size=(D, D)) for n in ("ih", "hh")}
    page = bring_to(open_page(), npz(torch))
    assert "2 layers" in said(page)
    assert component_data(page, "network")["D"] == 3, "nothing has changed yet"
    button = page.button(key="own_first")
    assert button.label == "Read the first layer"
    button.click().run()
    assert not page.exception
    assert page.session_state["activation"] == "tanh"
    x, y = [0, 1, 2, 3], [1, 2, 3, 4]
    params = params_of(held | {"h0": np.zeros(D)}, "tanh")
    net = component_data(page, "network")
    np.testing.assert_allclose(net["loss"], forward(params, x, y, "tanh").loss)
    assert page.session_state["network"]


def test_gradients_in_the_file_stay_for_check_which_is_linked():
    held = arrays()
    page = brought(npz(held | {"dH": held["H"]}, **text_file(activation="tanh")))
    assert "are for Check" in said(page)
    assert any(
        part.proto.label == "Is my gradient right?"
        for part in page.sidebar.get("page_link")
    )


def test_of_two_who_bring_the_same_network_one_may_leave():
    data = npz(arrays(seed=8), **text_file(activation="tanh"))
    first, second = brought(data, "a.npz"), brought(data, "b.npz")
    assert "“a.npz” is shown" in said(first)
    assert "“b.npz” is shown" in said(second)
    seen = component_data(second, "network")
    del first
    results.clear()
    gc.collect()
    second.run()
    assert not second.exception
    assert component_data(second, "network") == seen

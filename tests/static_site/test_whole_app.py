"""Tests of all that the app does, on the site: its numbers are the engine's."""

import io
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from rnn_core import backward, forward
from tests.browser.own_list import LIST
from tests.browser.tour_scenes import PAINTED, asked, compare, steps
from tests.browser.unroll_page import cell, engine
from tests.rnn_core.loading.files import as_safetensors
from tests.views.check.own_passes import hand_written, pasted
from tests.views.own_networks import (
    INPUTS,
    TARGETS,
    WORDS,
    arrays,
    npz,
    params_of,
    text_file,
)
from tests.walks import sample
from views.address.settings import Config
from views.learn.captions import result
from views.model.model import model, training_of
from views.shell.scenes import shipped_scene_list

UNROLL = (".chain .katex",)
LEARN = (".learning .picture svg",)
OWN = Config(D_h=6, T=6, activation="tanh")
BROUGHT = ".st-key-own_network input[type=file]"
ANSWER = ".st-key-own_answer"
WRITE = (".ownline textarea",)
SENTENCE = "a dog sees a cat and a cat sees a dog"


def go(guest, path, painted):
    guest.follow(guest.address + path, painted)


def send(guest, selector, name, data):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    guest.page.set_input_files(selector, file)


@pytest.mark.parametrize(
    ("name", "hidden", "file"),
    sample(
        [
            ("m.npz", 5, lambda held: npz(held, **text_file(words=WORDS))),
            ("m.safetensors", 4, as_safetensors),
        ],
        1,
        1,
    ),
)
def test_a_network_is_brought(guest, name, hidden, file):
    held = arrays(seed=31, hidden=hidden)
    go(guest, "?activation=tanh", UNROLL)
    box = guest.page.locator(".st-key-own_network")
    if box.locator("details").get_attribute("open") is None:
        box.locator("summary").click()
    send(guest, BROUGHT, name, file(held))
    expect(guest.page.locator(".network .unit.bias")).to_have_count(5)
    expect(box.get_by_text(f"“{name}” is shown.")).to_be_visible()
    if name == "m.npz":
        net = forward(params_of(held, "tanh"), INPUTS[:4], TARGETS[:4], "tanh")
        terms = backward(net).instances("H", 0, 1)
        for t, k in ((3, 0), (3, 2), (4, 3)):
            guest.shows(cell(t, k), terms[t - 1, k])
    help_of = box.get_by_role("button", name="Help for").first
    if help_of.count():
        help_of.hover()
        kept = "this page’s memory, in your browser, for you alone"
        expect(guest.page.get_by_text(kept)).to_be_visible()
    box.get_by_role("button", name="Back to the drawn network").click()
    expect(guest.page.locator(".network .unit.bias")).to_have_count(0)


def is_told(guest):
    """The verdict on both gradients, entry by entry."""
    expect(guest.page.locator(f"{ANSWER} .slips a").first).to_be_visible()
    expect(guest.page.locator(ANSWER)).to_contain_text("nothing comes from ahead")
    true = model(OWN).back.gradients().H
    for i in range(6):
        entry = guest.page.locator(
            f'{ANSWER} .cell[data-matrix="H"][data-i="{i + 1}"][data-j="2"]'
        ).first
        found = float(entry.get_attribute("data-engine"))
        assert found == pytest.approx(true[i, 1], 1e-9)


def test_a_wrong_gradient_is_told_typed_and_brought(guest):
    go(guest, "check?D_h=6&T=6&activation=tanh", (".slips .katex",))
    wrong = hand_written(OWN, ahead=False)
    box = guest.page.get_by_role("textbox", name="Your gradients")
    box.fill(pasted(wrong, ["H", "U"], digits=4))
    box.press("Control+Enter")
    is_told(guest)
    box.fill("")
    box.press("Control+Enter")
    expect(guest.page.locator(f"{ANSWER} .slips a")).to_have_count(0)
    net, file = model(OWN), io.BytesIO()
    np.savez(
        file,
        **{name: getattr(net.params, name) for name in ("H", "L", "U", "h0")},
        **{f"d{name}": array for name, array in wrong.items()},
        inputs=net.trace.inputs,
        targets=net.trace.targets,
        activation=np.array("tanh"),
    )
    send(guest, ".st-key-aside_own input[type=file]", "g.npz", file.getvalue())
    expect(guest.page.locator(ANSWER)).to_contain_text("the network you brought")
    is_told(guest)


def test_a_training_begins_and_ends_as_on_a_server(guest):
    go(guest, "learn?D_h=3&T=4", LEARN)
    for name, value in (("Training steps", "200"), ("Learning rate", "1")):
        box = guest.page.get_by_role("spinbutton", name=name)
        box.fill(value)
        box.press("Enter")
    guest.page.get_by_role("button", name="Train", exact=True).click()
    guest.wait_until(lambda: "at=200" in guest.query(), "the trained network")
    config = Config(train="steps=200,rate=1", at=200)
    training = training_of(config).training
    for _ in training.run():
        pass
    said = re.search(
        r"perplexity \S+ to \S+ in 200 steps", result(training).replace("*", "")
    )
    expect(guest.page.get_by_test_id("stMain")).to_contain_text(said.group())
    guest.page.get_by_role("button", name="term by term").click()
    guest.wait(UNROLL)
    guest.shows(".sum.total", model(config).back.gradients().H[0, 1])


def far(guest):
    """Steps that the training has done, as the page says."""
    said = guest.page.locator(".learning .far").inner_text()
    found = re.search(r"step ([\d,]+) of", said)
    return int(found.group(1).replace(",", "")) if found else 0


def test_a_training_stops_and_goes_on(guest):
    go(guest, "learn?D_h=64&V=100&train=steps=5000,length=60", LEARN)
    seen = far(guest)
    guest.wait_until(lambda: far(guest) > seen, "more steps")
    guest.page.get_by_role("button", name="Stop", exact=True).click()
    go_on = guest.page.get_by_role("button", name="Go on")
    expect(go_on).to_be_visible()
    expect(guest.page.locator(".sample .said-word").first).to_be_visible()
    done = int(guest.page.locator(".learning circle.here").get_attribute("data-step"))
    assert seen < done < 5000
    go_on.click()
    guest.wait_until(lambda: far(guest) > done, "steps after those")
    guest.page.get_by_role("button", name="Forget it").click()
    guest.wait_until(lambda: "train=" not in guest.query(), "no training")


def test_a_second_network_beside(guest):
    go(guest, "?whatif=compare&compare=gain%3D2", (".st-key-triangle_other .cell",))
    own = engine().instances("H", 0, 1)
    other = model(Config(gain=2.0)).back.instances("H", 0, 1)
    guest.shows(f".st-key-triangle_other {cell(3, 1)}", other[2, 1])
    guest.shows(f".st-key-triangle {cell(3, 1)}", own[2, 1])


def is_the_engines(guest, number):
    """Whether the scene is painted, and its number is the engine's."""
    try:
        compare(guest, number)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("number", sample([3, 6, 10], 1))
def test_scenes_of_the_tour(guest, number):
    [first, *_] = steps(number)
    go(
        guest,
        first.lstrip("/"),
        PAINTED[shipped_scene_list("bptt").scenes[number - 1].page],
    )
    guest.wait_until(lambda: asked(guest.query()[1:]) == asked(first[1:]), "the scene")
    guest.wait_until(lambda: is_the_engines(guest, number), "the engine's numbers")


def test_a_tour_of_ones_own(guest):
    go(guest, "tour", (".scenes a",))
    send(guest, "[data-testid=stMain] input[type=file]", "mine.txt", LIST.encode())
    expect(guest.page.get_by_text("3 scenes read, first on this page.")).to_be_visible()
    guest.page.locator(".head").first.get_by_role("link", name="Start").click()
    expect(guest.page.locator(".scene-bar h2").first).to_have_text("Mine")
    guest.page.keyboard.press("PageDown")
    guest.wait_until(lambda: "beat=1" in guest.query(), "its second step")


def test_a_line_of_ones_own_is_judged(guest):
    go(guest, "derive?derivation=hidden-weights&line=4&predict=write", WRITE)
    box = guest.page.locator(".ownline textarea")
    box.fill("delta_i^(t<-t) h_j^(t)")
    box.press("Enter")
    answer = guest.page.locator(".ownline .answer")
    expect(answer).to_contain_text("✗ This does not equal the left side.")
    expect(answer).to_contain_text("The time differs.")


@pytest.mark.parametrize("key", sample(["Enter", "Tab"], 1))
def test_words_are_read_when_they_are_typed(guest, key):
    go(guest, "?D_h=3", UNROLL)
    box = guest.page.get_by_role("textbox", name="Text", exact=True)
    box.fill(SENTENCE if key == "Tab" else f"{SENTENCE} and a cat")
    box.press(key)
    back = engine(SENTENCE if key == "Tab" else f"{SENTENCE} and a cat")
    guest.shows(cell(3, 1), back.instances("H", 0, 1)[2, 1])


def test_the_address_is_what_is_shown_however_fast_one_goes(guest):
    go(guest, "?whatif=compare&compare=gain%3D2", (".st-key-triangle_other .cell",))
    for link in ("", "?whatif=nudge", "?seed=4", "?whatif=compare&compare=gain%3D3"):
        guest.page.evaluate(
            "to => { history.pushState({}, '', to); document.unrolled.go(to); }",
            guest.address + link,
        )
    other = model(Config(gain=3.0)).back.instances("H", 0, 1)
    guest.shows(f".st-key-triangle_other {cell(3, 1)}", other[2, 1])
    shown = {"whatif": "compare", "compare": "gain=3"}
    guest.wait_until(lambda: asked(guest.query()[1:]) == shown, "its address")

"""Every number that the words of the tour say is that of the network beside them."""

import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from rnn_core import contribution_factors
from views.address.settings import SETTINGS, Config, Selection
from views.model.model import model
from views.shell.scenes import scene_link, shipped_scene_list
from views.text.numerals import percent, short
from views.unroll.partials import instance_parts

NUMBER = re.compile(r"−?\d+\.\d+(?:%|°)?")
SCENES = shipped_scene_list("bptt").scenes


def words_of(scene):
    return "".join(p.words for part in scene.paragraphs for p in part)


def network(number):
    """The model of a scene's first view."""
    asked = dict(parse_qsl(scene_link(SCENES[number - 1], "bptt", number)[1:]))
    kinds = {"T": int, "seed": int, "scale": float, "activation": str, "recurrent": str}
    return model(
        Config(**{n: kind(asked[n]) for n, kind in kinds.items() if n in asked})
    )


def runs(net):
    chance = net.trace.yhat[2, net.trace.targets[2]]
    assert net.trace.loss[2] == pytest.approx(-np.log(chance))
    return {percent(float(chance)), short(float(net.trace.loss[2]))}


def walks_back(net):
    factors = contribution_factors(net.back, "H", 0, 1, 3, 0)[:3]
    lengths = [float(np.linalg.norm(factor.product)) for factor in factors]
    terms = net.back.instances("H", 0, 1)[2]
    shares = [percent(length / lengths[0]) for length in lengths[1:]]
    said = [short(lengths[0]), short(float(terms[2])), short(float(terms[1]))]
    return {*said, *shares, short(float(terms.sum()))}


def adds_up(net):
    terms = net.back.instances("H", 0, 1)[2]
    assert "nudge=0.1" in SCENES[2].query
    return {"0.1", *(short(float(v)) for v in (*terms[:3], terms.sum()))}


def immediate_and_total(net):
    parts = instance_parts(net, Selection("H", 1, 2, 3, 2))
    return {short(parts[-1]), short(sum(parts))}


def cut(net):
    """What three steps keep, how far 3, 8 and 14 turn, and H12 cut and whole."""
    whole = net.back.gradients().H
    said = set()
    for window in (3, 8, 14):
        kept = net.back.gradients(window=window).H
        sizes = np.linalg.norm(kept), np.linalg.norm(whole)
        cosine = np.sum(kept * whole) / np.prod(sizes)
        said.add(short(float(np.degrees(np.arccos(cosine)))) + "°")
        if window == 3:
            assert kept[0, 1] * whole[0, 1] < 0
            said.add(percent(float(sizes[0] / sizes[1])))
            said |= {short(float(kept[0, 1])), short(float(whole[0, 1]))}
    return said


SAID = {
    1: runs,
    2: walks_back,
    3: adds_up,
    4: immediate_and_total,
    7: cut,
    8: lambda net: {short(float(net.back.instances("H", 0, 1)[2, 2]))},
}


@pytest.mark.parametrize("number", range(1, len(SCENES) + 1))
def test_the_numbers_of_a_scene_are_the_engines(number):
    expected = SAID[number](network(number)) if number in SAID else set()
    assert set(NUMBER.findall(words_of(SCENES[number - 1]))) == expected


def test_a_scene_sets_no_text_of_its_own():
    """The words “the” and 10.9% are of the text that is there by default."""
    net, setting = network(1), SETTINGS["text"]
    assert net.config.text == setting.default
    assert net.word(int(net.trace.targets[2])) == "the"
    assert "“the”, which comes next, gets 10.9%" in words_of(SCENES[0])


def test_no_sentence_stands_twice():
    sentences = [
        sentence
        for scene in SCENES
        for sentence in re.split(r"(?<=[.?!])\s", words_of(scene))
    ]
    assert len(sentences) == len(set(sentences))

"""Tests of sums with numbers put in: which terms are written, and how deep."""

import re

import numpy as np
import pytest

from derivations import DERIVATIONS, Network
from derivations.language.symbols import T, i, j, t, v, w
from rnn_core import Params

INPUTS, TARGETS = [0, 1, 2, 0], [4, 6, 3, 1]


def network(hidden=3, vocab=12, steps=4):
    words = np.resize(INPUTS, steps), np.resize(TARGETS, steps)
    return Network(Params.random(hidden, vocab), *words)


def written(slug, place, index_values, net, since=False):
    lines = DERIVATIONS[slug].lines
    before = lines[place - 2] if since else None
    return lines[place - 1].latex(at=index_values, network=net, before=before)


@pytest.mark.parametrize("word", [1, 2, 3, 7, 11, 12])
def test_the_chosen_words_term_is_always_written(word):
    text = written("output-weights", 1, {t: 2, w: word, j: 1}, network())
    logits = {int(n) for n in re.findall(r"o_\{?(\d+)\}?\^", text)}
    assert logits == {1, 2, word, 12}
    assert text.count(r"\cdots") == (np.diff(sorted(logits)) > 1).sum()


def test_the_term_of_the_word_that_came_next_is_written():
    text = written("softmax-loss", 1, {t: 2, w: 3}, network())
    assert {int(n) for n in re.findall(r"\{y_\{?(\d+)\}?\^", text)} == {1, 2, 7, 12}


def test_six_words_are_all_written():
    net = Network(Params.random(3, 6), [0, 1, 2, 0], [1, 2, 0, 3])
    text = written("output-weights", 1, {t: 2, w: 3, j: 1}, net)
    assert r"\cdots" not in text
    assert text.count(r"\partial J^{(2)}") == 6


@pytest.mark.parametrize(
    ("line", "inner"), [(3, 0), (4, 10), (5, 10), (6, 10), (7, 10)]
)
def test_a_depth_is_written_out_in_all_terms_or_in_none(line, inner):
    net = Network(Params.random(3, 6), [0, 1, 2, 0], [1, 2, 0, 3])
    d = DERIVATIONS["full-gradient"]
    words = next(part for part in d.parts if part.title.startswith("L:"))
    before = d.lines.index(words.lines[0])
    text = written("full-gradient", before + line, {i: 1, v: 2}, net)
    assert text.count(r"\sum_{m=1}^{3}") == inner
    assert r"\sum_{k" not in text


def test_what_stays_a_sum_has_no_terms_of_inner_sums_in_it():
    net = network(vocab=6 + 4, steps=4)
    for d in DERIVATIONS.values():
        for place, line in enumerate(d.lines, 1):
            free = {a: 1 for a, *_ in d.claim(line).indices} | {t: 2, T: 4}
            text = written(d.slug, place, free, net)
            for body in re.findall(r"\\underbrace\{\\sum(.*?)\}_\{", text):
                assert r"\cdots" not in body, (d.slug, place)


def test_factors_stand_in_one_order_with_and_without_numbers():
    symbols = DERIVATIONS["output-weights"].lines[2].latex()
    assert symbols.index("[v{=}w]") < symbols.index("[l{=}j]")
    numbers = written("output-weights", 3, {t: 2, w: 2, j: 3}, network(vocab=7))
    first = re.findall(r"\[(\d)\{=\}(\d)\]", numbers)[:2]
    assert first == [("1", "2"), ("1", "3")]


def test_what_changed_is_marked_and_no_more():
    lines = DERIVATIONS["softmax-loss"].lines
    third = lines[2].latex(before=lines[1])
    assert third.count("new=1") == 1
    assert r"\htmlData{new=1}{\log\left( \sum_{u=1}^{|V|}" in third
    lines = DERIVATIONS["full-gradient"].lines
    fourth = lines[3].latex(before=lines[2])
    assert r"\htmlData{new=1}{\sum_{t=s}^{T}}" in fourth

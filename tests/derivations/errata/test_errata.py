"""The source's slips: each found by the machine, on its own network and on others."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from derivations import DERIVATIONS, ERRATA, Network
from derivations.errata.table import outer
from derivations.evaluation.evaluate import evaluate
from derivations.language.symbols import J, Partial, h, i, j, t
from derivations.reading.characters import plain

from .source_words import SOURCE_WORDS

ROWS = {slug: e for slug, e in ERRATA.items() if e.kind != "prose"}
EACH = pytest.mark.parametrize(("slug", "e"), ROWS.items(), ids=ROWS)
EVERY = pytest.mark.parametrize(("slug", "e"), ERRATA.items(), ids=ERRATA)
LISTED = (
    "recursive time-hats row-or-column sum-or-mean mean-sign log-of-y mean-gradient"
    " three-or-t immediate product-order embedding-index"
    " inverse-jacobian layout perplexity-k delta-3 missing-sum t-minus-i a-transposed"
    " l-index-order local-only z-of-previous delta-two-meanings missing-total"
)


def test_all_rows_are_there_and_more_than_twenty_are_executable():
    assert set(LISTED.split()) <= set(ERRATA)
    assert len(ROWS) >= 32
    assert {e.kind for e in ROWS.values()} == {"residual", "shape", "symbol", "index"}


@EACH
def test_the_witness_tells_printed_from_corrected(slug, e):
    finding = e.check_on(e.on_witness())
    assert finding.shows
    assert finding.printed > 1e-3
    assert finding.corrected < 1e-12
    assert finding.checked >= 1
    if e.kind != "residual":
        assert finding.wrong.failure == e.kind
        assert finding.printed == math.inf
    else:
        assert np.isfinite(finding.printed)


@EACH
def test_residuals_are_computed_and_change_with_the_network(setting, slug, e):
    printed = set()
    for seed in range(4):
        words = [0, 1, 1, 3, 3, 2, 0][: 4 + seed]
        finding = e.check(*setting(D=3, V=4, T=4 + seed, seed=seed, words=words))
        assert finding.right.holds, (seed, finding)
        assert finding.corrected < 1e-12
        printed.add(round(finding.printed, 12))
    if e.kind == "residual" and slug not in ("mean-sign", "sign-between-forms"):
        assert len(printed) > 1 or printed == {1.0}, printed


@EACH
def test_the_largest_miss_is_where_it_is_said_to_be(slug, e):
    if e.kind != "residual" or e.printed.is_commutative is False or not e.indices:
        return
    network = e.on_witness()
    finding = e.check_on(network)
    here = {index: finding.wrong.at[index.name] for index, *_ in e.indices}

    with np.errstate(divide="ignore"):
        wrong = evaluate(e.printed, network, here)
    miss = abs(wrong - evaluate(e.goal, network, here))
    assert miss > 0
    scale = max(1.0, miss / finding.printed)
    assert finding.printed == pytest.approx(miss / scale, rel=1e-9)


@pytest.mark.parametrize(
    ("slug", "sizes"),
    [
        ("sum-or-mean", {"T": 1}),
        ("three-or-t", None),
        ("local-only", {"T": 1}),
        ("product-order", {"T": 1}),
        ("layout", {"D": 1}),
        ("local-only-4", {"words": [0, 1, 2, 3]}),
    ],
)
def test_where_a_slip_does_not_show_it_is_not_said_to(setting, slug, sizes):
    if sizes is None:
        e = replace(ERRATA[slug], indices=((t, 3, 3), *ERRATA[slug].indices[1:]))
        sizes = {}
    else:
        e = ERRATA[slug]
    finding = e.check(*setting(**sizes))
    assert not finding.shows
    assert finding.wrong.holds
    assert finding.right.holds


def test_t_minus_i_is_right_in_row_one():
    e = replace(ERRATA["t-minus-i"], indices=((t, 1, 4), (i, 1, 1), (j, 1, 1)))
    finding = e.check_on(e.on_witness())
    assert finding.wrong.failure or finding.wrong.holds


@EACH
def test_both_forms_can_be_read_and_differ(slug, e):
    texts = [e.latex(corrected) for corrected in (False, True)]
    assert texts[0] != texts[1]
    assert all("=" in text for text in texts)
    assert e.derivation in DERIVATIONS


def test_what_stands_in_a_section_stands_in_its_parts():
    e = replace(ERRATA["layout"], section="3", also=("5",))
    assert e.sections == ("3", "5")
    places = ("3", "5", "5.1", "5.4", "6", "6.1", "2", "", "50")
    assert [p for p in places if e.stands_in(p)] == ["3", "5", "5.1", "5.4"]


def test_prose_is_not_counted():
    e = ERRATA["recursive"]
    finding = e.check_on(Network(*_plain()))
    assert math.isnan(finding.printed)
    assert math.isnan(finding.corrected)
    assert not finding.shows
    with pytest.raises(ValueError, match="prose"):
        e.on_witness()
    with pytest.raises(ValueError, match="prose"):
        e.latex(corrected=True)


def letters(words):
    """A text without spaces, dollar signs and what lines up equations."""
    for gone in ("&", "$", r"\\", r"\begin{aligned}", r"\end{aligned}"):
        words = words.replace(gone, "")
    return re.sub(r"\s", "", words.replace(r"\hat{y}", "ŷ")).casefold()


def symbols(words):
    """The same, whether indices are typed as LaTeX or with Unicode's raised signs."""
    return re.sub(r"[{}_^,]", "", letters(plain(words).text))


def printed_in(e):
    """All that the table has of the sections in which a slip stands."""
    return [w for place, ws in SOURCE_WORDS.items() if e.stands_in(place) for w in ws]


@EVERY
def test_quotations_are_the_sources_own_words(slug, e):
    assert e.quotes
    passages = [letters(words) for words in printed_in(e)]
    for quote in e.quotes:
        assert any(letters(quote) in passage for passage in passages), quote
        assert quote.count("$") % 2 == 0


@EVERY
def test_what_stands_in_quotation_marks_is_printed_in_the_source(slug, e):
    passages = [symbols(w) for words in SOURCE_WORDS.values() for w in words]
    for quoted in re.findall("“([^”]*)”", f"{e.slip} {e.note} {e.instead or ''}"):
        assert any(symbols(quoted) in passage for passage in passages), quoted


@EVERY
def test_every_section_of_a_slip_has_a_quotation(slug, e):
    quoted = {letters(quote) for quote in e.quotes}
    for section in e.sections:
        here = [
            letters(word)
            for place, words in SOURCE_WORDS.items()
            if f"{place}.".startswith(f"{section}.")
            for word in words
        ]
        assert any(quote in word for quote in quoted for word in here), section


def test_what_is_left_out_is_told_from_what_is_printed():
    left_out = {slug for slug, e in ERRATA.items() if e.omission}
    assert left_out == {
        "perplexity-k",
        "mean-perplexity",
        "missing-total",
        "missing-own-loss",
    }


def test_prose_says_what_should_stand_instead():
    for e in ERRATA.values():
        assert (e.kind == "prose") == (e.instead is not None) == (e.goal is None)


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_the_first_equation_holds_from_the_third_step_on(first):
    e = ERRATA["limit-t"]
    here = replace(e, indices=((t, first, first), *e.indices[1:]))
    assert here.check_on(e.on_witness()).shows == (first < 3)


@pytest.mark.parametrize("words", [[2, 1, 2, 0], [2, 0, 0, 1], [0, 1, 2, 3]])
def test_equation_six_misses_where_the_word_is_read_in_another_step(setting, words):
    e = ERRATA["local-only-6"]
    for last in (2, 3, 4):
        here = replace(e, indices=((t, last, last), *e.indices[1:]))
        again = words[:last].count(words[last - 2]) > 1
        assert here.check(*setting(words=words)).shows == again


@pytest.mark.parametrize("size", [4, 5, 6])
def test_a_word_as_a_row_of_l_is_wrong_even_where_there_is_that_row(setting, size):
    for slug in ("l-index-order", "embedding-row", "row-or-column"):
        finding = ERRATA[slug].check(*setting(D=size, V=4, words=[0, 1, 2, 3]))
        assert finding.shows, slug


def _plain():
    e = ERRATA["local-only"]
    network = e.on_witness()
    return network.params, network.inputs, network.targets


def test_the_goal_of_equation_three_is_the_gradient_with_the_shared_weight():
    e = ERRATA["local-only"]
    assert e.goal == Partial(J(t), e.goal.den)
    assert e.corrected == outer
    assert e.printed.has(h)


@pytest.mark.parametrize("scale", [0.05, 4.0, 16.0])
def test_corrected_forms_hold_where_units_saturate(setting, scale):
    for slug, e in ROWS.items():
        finding = e.check(*setting(D=2, V=5, T=4, scale=scale, seed=2))
        assert finding.right.holds, slug

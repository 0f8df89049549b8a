"""What a report says: verdicts, groups, the triangle, hints, words; bad arguments."""

import ast

import numpy as np
import pytest

from rnn_core import MISTAKES, Params, diagnose
from rnn_core.diagnosis.__main__ import main
from tests.rnn_core.diagnosis.asking import asked
from tests.rnn_core.diagnosis.wrong_pass import Words, drawn, wrong
from tests.rnn_core.networks import refuses


def test_every_mistake_has_words_and_lines_that_are_python():
    for slug, mistake in MISTAKES.items():
        assert mistake.title, slug
        assert mistake.did.endswith("."), slug
        assert mistake.knobs, slug
        for code in (mistake.code_wrong, mistake.code_right):
            ast.parse(code)
        assert mistake.code_wrong != mistake.code_right


def test_a_verdict_names_the_worst_entry():
    net = drawn(0)
    gradients = wrong(net, "tanh")
    true = gradients["H"][2, 4]
    gradients["H"][2, 4] += 3
    verdict = asked(net, "tanh", gradients).matrices["H"]
    assert verdict.worst == (2, 4)
    assert verdict.given == gradients["H"][2, 4]
    np.testing.assert_allclose(verdict.true, true)
    size = np.abs(wrong(net, "tanh")["H"]).max()
    np.testing.assert_allclose(verdict.relative, 3 / size)


def test_findings_that_look_alike_share_a_group_and_a_network_tells_them_apart():
    """1/T is 1/D_h where T = D_h."""
    net = drawn(1)
    report = asked(net, "tanh", wrong(net, "tanh", "divided-by-steps"))
    mistakes = [finding.mistakes for finding in report.findings]
    assert mistakes == [("divided-by-steps",), ("divided-by-hidden",)]
    assert report.findings[0].group == report.findings[1].group
    params, x, y = report.findings[0].told_apart
    other = Words(params.H, params.L, params.U, params.h0, x.tolist(), y.tolist())
    again = asked(other, "tanh", wrong(other, "tanh", "divided-by-steps"))
    assert [f.mistakes for f in again.findings] == [("divided-by-steps",)]
    assert again.findings[0].told_apart is None


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("nothing-from-ahead", np.eye(6)),
        ("truncated", np.tri(6) - np.tri(6, k=-2)),
        ("divided-by-steps", np.tri(6) / 6),
        ("sign", -np.tri(6)),
    ],
)
def test_counts_are_those_that_were_summed(slug, expected):
    net = drawn(2)
    report = asked(net, "tanh", wrong(net, "tanh", slug))
    np.testing.assert_allclose(report.counts, expected, atol=1e-6)
    assert report.counts_unique.all()


@pytest.mark.parametrize("reduction", ["sum", "mean", "last"])
def test_counts_of_a_right_gradient(reduction):
    net = drawn(4)
    slugs = {"mean": ["divided-by-steps"], "last": ["last-loss-only"]}
    report = asked(
        net, "tanh", wrong(net, "tanh", *slugs.get(reduction, [])), reduction=reduction
    )
    assert report.right
    expected = np.tri(6)
    if reduction == "last":
        expected[:-1] = 0
    np.testing.assert_allclose(report.counts, expected, atol=1e-9)


def test_counts_are_not_unique_where_units_are_fewer_than_losses():
    net = drawn(3, hidden=2, steps=7)
    report = asked(net, "tanh", wrong(net, "tanh", "nothing-from-ahead"))
    assert report.counts is not None
    assert not report.counts_unique.all()


@pytest.mark.parametrize("reduction", ["sum", "mean", "last"])
def test_where_several_counts_fit_those_of_the_named_mistake_are_shown(reduction):
    net = drawn(3, hidden=2, steps=7)
    own = {"sum": (), "mean": ("divided-by-steps",), "last": ("last-loss-only",)}
    gradients = wrong(net, "tanh", "nothing-from-ahead", *own[reduction])
    report = asked(net, "tanh", gradients, reduction=reduction)
    assert not report.counts_unique.all()
    expected = np.eye(7)
    if reduction == "last":
        expected[:-1] = 0
    shown = ~np.isnan(report.counts)
    np.testing.assert_array_equal(report.counts[shown], expected[shown])


def test_no_counts_make_the_transpose():
    net = drawn(3, hidden=9, steps=4)
    assert asked(net, "tanh", wrong(net, "tanh", "transposed")).counts is None


def test_hints_say_what_is_right_and_what_the_ratio_is():
    net = drawn(5)
    gradients = wrong(net, "tanh")
    gradients["H"] = 1.2345 * gradients["H"]
    report = asked(net, "tanh", gradients)
    assert report.findings == ()
    assert "dJ/dL and dJ/dU and dJ/dh(0) are right" in report.hints[0]
    assert "times 1.2345" in report.hints[1]


def test_what_is_not_a_number_is_said_where():
    net = drawn(5)
    gradients = wrong(net, "tanh")
    gradients["L"][1, 2] = np.nan
    report = asked(net, "tanh", gradients)
    assert not report.right
    assert report.findings == ()
    assert "(2, 3)" in report.hints[0]


def test_text_has_the_sentence_the_lines_and_the_triangle():
    net = drawn(2)
    text = asked(net, "tanh", wrong(net, "tanh", "nothing-from-ahead")).text()
    mistake = MISTAKES["nothing-from-ahead"]
    for part in (mistake.title, mistake.did, mistake.code_wrong, mistake.code_right):
        assert part in text
    assert "t =  6       0       0       0       0       0       1" in text
    assert asked(net, "tanh", wrong(net, "tanh")).text().endswith("is right.")


def test_a_file_is_diagnosed(tmp_path, capsys):
    net = drawn(2)
    found = {f"d{n}": g for n, g in wrong(net, "tanh", "own-state").items()}
    arrays = dict(zip(("H", "L", "U", "h0", "inputs", "targets"), net, strict=True))
    path = tmp_path / "mine.npz"
    np.savez(path, **arrays, **found)
    main([str(path), "--activation", "tanh"])
    assert MISTAKES["own-state"].title in capsys.readouterr().out
    np.savez(path, **arrays)
    with pytest.raises(SystemExit, match="no gradients"):
        main([str(path)])


def test_progress_is_told():
    net, told = drawn(2), []
    asked(net, "tanh", wrong(net, "tanh", "own-state"), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def test_bad_gradients_are_refused_in_words():
    net = drawn(2, hidden=3, vocab=5)
    params, words = Params(*net[:4]), (net.x, net.y)
    good = wrong(net, "sigmoid")
    turned = {"U": good["U"].T}
    refuses(
        ValueError, ["(3, 5)", "(5, 3)", "transpose"], diagnose, params, *words, turned
    )
    refuses(ValueError, ["'W'", '"H"'], diagnose, params, *words, {"W": good["H"]})
    refuses(ValueError, ["empty"], diagnose, params, *words, {})
    refuses(TypeError, ["list"], diagnose, params, *words, [good["H"]])
    refuses(TypeError, ["real"], diagnose, params, *words, {"H": [["a"] * 3] * 3})
    refuses(ValueError, ["reduction"], diagnose, params, *words, good, reduction="max")
    refuses(ValueError, ["window"], diagnose, params, *words, good, window=0)
    refuses(ValueError, ["digits"], diagnose, params, *words, good, digits={"H": [1.0]})


def test_digits_say_how_precise_the_numbers_are():
    net = drawn(2)
    gradients = wrong(net, "tanh")
    gradients["H"] += 4e-4
    assert not asked(net, "tanh", gradients).right
    assert asked(net, "tanh", gradients, digits={"H": 5e-4}).right
    assert not asked(net, "tanh", gradients, digits={"H": 3e-4}).right


def test_what_all_matrices_but_one_have_is_said_with_its_name():
    net = drawn(6)
    gradients = wrong(net, "tanh", "truncated")
    gradients["h0"] = gradients["h0"] + np.arange(len(net.h0))
    report = asked(net, "tanh", gradients)
    assert report.findings == ()
    assert report.hints[0].startswith("Without dJ/dh(0), the others")
    assert "[truncated]" in report.hints[0]


def test_weight_decay_is_seen_in_what_is_left_over():
    net = drawn(8)
    gradients = wrong(net, "tanh")
    gradients["H"] = gradients["H"] + 0.01 * net.H
    report = asked(net, "tanh", gradients)
    assert report.findings == ()
    assert any("is 0.01 times H itself" in hint for hint in report.hints)

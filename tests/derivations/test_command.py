"""Tests of `python -m derivations` but for its table."""

import pytest

from derivations import DERIVATIONS
from derivations.__main__ import main


def test_help_begins_with_the_usage_and_names_every_slug(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith("usage: python -m derivations [-h] [SLUG ...]")
    words = said.replace("\n", " ").split()
    assert all({slug, f"{slug},", f"{slug}."} & set(words) for slug in DERIVATIONS)


def test_the_lines_of_some_derivations(capsys):
    assert main(["hidden-weights", "perplexity"]) == 0
    said = capsys.readouterr().out
    for slug in ("hidden-weights", "perplexity"):
        assert DERIVATIONS[slug].title in said
        assert DERIVATIONS[slug].lines[-1].latex() in said


def test_an_unknown_slug_is_told_with_the_known_ones(capsys):
    assert main(["hidden-weight"]) == 1
    assert "no derivation 'hidden-weight': softmax-loss," in capsys.readouterr().out


def test_an_unknown_option_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--verbose"])
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err

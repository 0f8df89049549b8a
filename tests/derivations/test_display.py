"""How derivations, lines and slips display themselves in a shell and in a notebook."""

import importlib
import pkgutil

import pytest

import derivations
from derivations import DERIVATIONS, ERRATA

SHOWN = 160
"""Characters of two lines."""


def balanced(tex):
    """Whether every brace that opens closes."""
    depth = 0
    for character in tex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0, tex
    return depth == 0


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_a_derivation_and_its_parts_print_on_a_line_or_two(slug):
    derivation = DERIVATIONS[slug]
    claims = [derivation.claim(line) for line in derivation.lines]
    for shown in (derivation, *derivation.parts, *derivation.lines, *claims):
        assert len(repr(shown)) <= SHOWN
        assert "\n" not in repr(shown)
    assert slug in repr(derivation)


@pytest.mark.parametrize("slug", ERRATA)
def test_a_slip_and_what_is_found_of_it_print_on_a_line_or_two(setting, slug):
    e = ERRATA[slug]
    finding = e.check_on(e.on_witness()) if e.witness else e.check(*setting())
    for shown in (e, finding, *filter(None, (finding.wrong, finding.right))):
        assert len(repr(shown)) <= SHOWN
        assert "\n" not in repr(shown)
    assert e.slip in repr(e)


@pytest.mark.parametrize("slug", DERIVATIONS)
def test_lines_display_as_their_formulas(slug):
    derivation = DERIVATIONS[slug]
    whole = derivation._repr_latex_()
    for line in derivation.lines:
        shown = line._repr_latex_()
        assert shown[0] == shown[-1] == "$"
        assert line.latex() in shown
        assert f"{derivation.goal_latex(line)} &= {line.latex()}" in whole
        assert balanced(shown)
    assert whole.count("&=") == len(derivation.lines)
    assert balanced(whole)


def test_no_function_hides_its_module():
    for module in pkgutil.walk_packages(derivations.__path__, "derivations."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        package, _, name = module.name.rpartition(".")
        assert getattr(importlib.import_module(package), name) is loaded

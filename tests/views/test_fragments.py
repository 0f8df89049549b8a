"""Tests of what sessions hold: a fragment's arguments stay while its session does."""

import ast
from pathlib import Path

import pytest

VIEWS = Path(__file__).parents[2] / "views"
LIGHT = {"Sidebar", "Selection", "Config"}
"""Settings: what a page is a function of, and no arrays."""


def fragments():
    for path in sorted(VIEWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(decorator) == "st.fragment"
                for decorator in node.decorator_list
            ):
                yield pytest.param(node, id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("fragment", list(fragments()))
def test_a_fragment_takes_settings_and_no_network(fragment):
    """So a visitor who left keeps no network in memory."""
    arguments = [*fragment.args.args, *fragment.args.kwonlyargs]
    kinds = {ast.unparse(a.annotation) for a in arguments if a.annotation}
    assert arguments
    assert kinds <= LIGHT

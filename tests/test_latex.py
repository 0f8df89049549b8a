"""Tests that formulas are printed, not typed: LaTeX stands only in known places."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [
    ROOT / "app.py",
    *sorted(
        path
        for folder in ("derivations", "rnn_core", "views")
        for path in (ROOT / folder).rglob("*.py")
    ),
]
COMMAND = re.compile(
    r"\\(frac|sum|prod|partial|delta|sigma|hat|left|right|begin|cdot|circ|times|top"
    r"|underset|underbrace|operatorname|mathit|leftarrow|Rightarrow|phantom|exp|log)\b"
)
PRINTER = {
    f"derivations/latex/{name}.py"
    for name in ("array_writer", "names", "notebook", "sum_writer", "symbol_writer")
}
FIRST_PAGE = {"views/text/latex.py"}
KEYS = {"views/derive/own_line/faces.py"}
"""Signs without what they take, which no expression is: the faces of keys."""
"""The first page's own symbols, which does without SymPy and so without the printer."""
READERS = {
    "views/derive/references.py",
    "views/takehome/formula.py",
    "views/derive/own_line/hints.py",
    "rnn_core/reading/clean.py",
    "derivations/reading/characters.py",
    "derivations/reading/grammar.py",
    "derivations/reading/schemes.py",
}
"""Read formulas: references, where to cut them, what was typed; they write none."""
QUOTED = {"derivations/errata/quotations.py"}
"""What the source prints, to the letter; a test of the slips holds it to that."""
DOCUMENTS = {
    f"views/takehome/{name}.py"
    for name in ("document", "formula", "handout", "slides", "tikz")
}
"""Write documents around formulas: environments of text, and no mathematics."""
MARKUP = re.compile(
    r"\\(begin|end)\{(document|formula|frame|minipage|tabular|tikzpicture)\}"
)


def strings(path):
    """All string literals of a file, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for field in ast.iter_child_nodes(node):
            if isinstance(node, ast.Expr) and isinstance(field, ast.Constant):
                continue
            if isinstance(field, ast.Constant) and isinstance(field.value, str):
                yield field.value


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_latex_is_typed_by_hand(path):
    name = str(path.relative_to(ROOT))
    texts = list(strings(path))
    if name in DOCUMENTS:
        texts = [
            MARKUP.sub("", text.replace("{{", "{").replace("}}", "}")) for text in texts
        ]
    typed = [text for text in texts if COMMAND.search(text)]
    assert bool(typed) == (name in PRINTER | FIRST_PAGE | KEYS | READERS | QUOTED), (
        typed
    )


def test_derivations_and_errata_hold_no_text_of_formulas():
    for path in (ROOT / "derivations" / "source").glob("*.py"):
        assert not any("\\" in text or "$" in text for text in strings(path)), path
    for text in strings(ROOT / "derivations" / "errata" / "table.py"):
        assert "\\" not in text

"""A visitor's own derivation for the handout: each line as read, and its verdict."""

from collections.abc import Mapping
from typing import Any

from ..address.settings import Config
from ..derive.own_line.question import Question, part_start
from ..derive.own_line.reading import read_typed
from ..derive.own_line.writing import progress
from ..proofs.version import Version, numbered_title
from ..text.naming import in_names
from .formula import formula_paragraph
from .text import latex_text


def own_derivation(
    config: Config, reduction: str, view: Mapping[str, Any], names: str = "source"
) -> str:
    """The section with the lines that a view holds; "" where it holds none.

    What a line says is drawn by our printer, in these names; of one that cannot be
    read, its text is shown as text, and why.
    """
    rows = str(view["written"]).split("\n")
    if view["predict"] != "whole" or len(rows) < 2:
        return ""
    version = Version(str(view["derivation"]), config.activation, reduction)
    derivation = version.derivation
    place = min(max(int(view["line"]), 1), len(derivation.lines)) - 1
    shown = Question(config, version, place, names)
    goal = derivation.lines[part_start(shown)]
    title = f"Your own derivation: {numbered_title(derivation)}"
    blocks = [rf"\section*{{{latex_text(in_names(title, names))}}}"]
    written, *_ = progress(shown, rows)
    for n, line in enumerate(written):
        answer = line["answer"]
        if answer["line"]:
            goal = derivation.lines[answer["line"] - 1]
        if not line["tex"]:
            *_, asked = progress(shown, [*rows[:n], ""])
            why = in_names(read_typed(asked, rows[n])["problem"], names)
            blocks.append(f"\\smallskip {latex_text(rows[n])}\\par")
            blocks.append(rf"{{\small {latex_text(why)}\par}}")
            continue
        words = in_names(f"{answer['words']} {answer['example']}".strip(), names)
        said = latex_text(words)
        left = derivation.goal_latex(goal, names=names)
        formula = formula_paragraph(f"{left} = {line['tex']}")
        blocks.append(
            f"\\smallskip\\together{{{formula}\\nopagebreak\n\\kept{{\\small {said}}}}}"
        )
    return "\n".join(blocks)

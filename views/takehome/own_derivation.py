"""A visitor's own derivation for the handout: each line as read, and its verdict."""

from collections.abc import Mapping
from typing import Any

from ..address.settings import Config
from ..derive.own_line.question import Question, part_start
from ..derive.own_line.writing import progress
from ..proofs.version import Version, numbered_title
from .formula import formula_paragraph
from .text import latex_text


def own_derivation(config: Config, reduction: str, view: Mapping[str, Any]) -> str:
    """The section with the lines that a view holds; "" where it holds none.

    What a line says is drawn by our printer; of one that cannot be read, its text is
    shown as text.
    """
    rows = str(view["written"]).split("\n")
    if view["predict"] != "whole" or len(rows) < 2:
        return ""
    version = Version(str(view["derivation"]), config.activation, reduction)
    lines = version.derivation.lines
    place = min(max(int(view["line"]), 1), len(lines)) - 1
    shown = Question(config, version, place)
    goal = version.derivation.goal_latex(lines[part_start(shown)])
    title = f"Your own derivation: {numbered_title(version.derivation)}"
    blocks = [rf"\section*{{{latex_text(title)}}}"]
    written, *_ = progress(shown, rows)
    for line in written:
        answer = line["answer"]
        if answer["line"]:
            goal = version.derivation.goal_latex(lines[answer["line"] - 1])
        said = latex_text(f"{answer['words']} {answer['example']}".strip())
        if not line["tex"]:
            blocks.append(f"\\smallskip {latex_text(answer['text'])}\\par")
            blocks.append(rf"{{\small {said}\par}}")
            continue
        formula = formula_paragraph(f"{goal} = {line['tex']}")
        blocks.append(
            f"\\smallskip\\together{{{formula}\\nopagebreak\n\\kept{{\\small {said}}}}}"
        )
    return "\n".join(blocks)

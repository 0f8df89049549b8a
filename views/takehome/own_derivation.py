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
    first = lines[part_start(shown)]
    goal = version.derivation.goal_latex(first)
    title = f"Your own derivation: {numbered_title(version.derivation)}"
    blocks = [rf"\section*{{{latex_text(title)}}}"]
    written, *_ = progress(shown, rows)
    for n, line in enumerate(written):
        left = goal if n == 0 else "{}"
        formula = rf"\kept{{{latex_text(line['answer']['text'])}}}"
        if line["tex"]:
            formula = formula_paragraph(f"{left} = {line['tex']}")
        said = f"{line['answer']['words']} {line['answer']['example']}".strip()
        blocks.append(
            f"\\smallskip\\together{{{formula}\\nopagebreak\n"
            f"\\kept{{\\small {latex_text(said)}}}}}"
        )
    return "\n".join(blocks)

"""What is asked: a line of a derivation, on the network of a configuration."""

from typing import NamedTuple

import streamlit as st

from derivations import Derivation, Line

from ...address.settings import LARGE, Config
from ...proofs.version import Version
from ...shell.sidebar import Sidebar
from ...text.naming import names_here


class Question(NamedTuple):
    """The line n, from 0, of a version of a derivation."""

    config: Config
    version: Version
    n: int
    names: str = "source"
    """Those that the visitor reads and types."""

    @property
    def derivation(self) -> Derivation:
        """The derivation itself."""
        return self.version.derivation

    @property
    def line(self) -> Line:
        """Our line in that place."""
        return self.derivation.lines[self.n]

    @property
    def name(self) -> str:
        """What tells this question from others in one visit."""
        return " ".join((*self.version, str(self.n)))


def shown_line(view: Sidebar) -> Question:
    """The line that the page shows last, as its controls are now."""
    slug = str(st.session_state["derivation"])
    version = Version(slug, view.config.activation, view.reduction)
    asked = int(st.session_state.get("line") or 1)
    last = len(version.derivation.lines)
    return Question(view.config, version, min(max(asked, 1), last) - 1, names_here())


def next_line(view: Sidebar) -> Question | None:
    """The line after the one that is shown last; None where it is the last."""
    shown = shown_line(view)
    if shown.n + 1 == len(shown.derivation.lines):
        return None
    return shown._replace(n=shown.n + 1)


def part_start(question: Question) -> int:
    """Where the part begins that a line belongs to, from 0."""
    d = question.derivation
    first = d.part_of(question.line).lines[0]
    return next(n for n, line in enumerate(d.lines) if line is first)


def line_sent(sent: object) -> int | None:
    """A line, from 1, that the browser sent; None where it is none."""
    if isinstance(sent, int | float) and 1 <= sent < LARGE:
        return int(sent)
    return None

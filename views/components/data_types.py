"""What is sent to the components that several pages share: see data_types.js."""

from typing import NotRequired, TypedDict


class LinkPlaces(TypedDict):
    """What links need."""

    root: str
    """The page that answers without a path."""
    here: str
    """The path of this page."""
    soft: bool
    """Whether an address is followed without loading the app anew."""


class FormulaLine(TypedDict):
    """Formulas in a row, and what is said of them."""

    tex: list[str]
    rule: NotRequired[str]
    note: NotRequired[str]


class FormulasData(TypedDict):
    """Lines of linked formulas."""

    kind: str
    t: int
    lines: list[FormulaLine]
    label: str
    katex: NotRequired[str]
    """The address of Streamlit's own KaTeX."""

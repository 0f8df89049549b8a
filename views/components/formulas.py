"""The component that draws lines of linked formulas."""

import streamlit as st

from ..text.latex import bare
from .data_types import FormulasData
from .katex import katex_url
from .mounting import component

SAID = ("rule", "note", "label")
"""Which of its data are sentences."""

_formulas = component(
    "unrolled_formulas",
    ("components/common.css", "components/katex.css", "components/formulas.css"),
    "components/formulas.js",
    said=SAID,
    isolate_styles=False,
)


def formulas(key: str, data: FormulasData) -> None:
    """Draw lines of linked formulas, with Streamlit's own KaTeX where it is found."""
    url = katex_url()
    if url is None:
        for line in data["lines"]:
            for tex in line["tex"]:
                st.latex(bare(tex))
        return
    _formulas(key=key, data={**data, "katex": url})

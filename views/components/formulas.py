"""The component that draws lines of linked formulas."""

import streamlit as st

from ..text.latex import bare
from ..text.naming import named
from .data_types import FormulasData
from .katex import katex_url
from .mounting import mounted
from .picture import FORMULAS

_formulas = mounted("unrolled_formulas", FORMULAS, isolate_styles=False)


def formulas(key: str, data: FormulasData) -> None:
    """Draw lines of linked formulas, with Streamlit's own KaTeX where it is found."""
    url = katex_url()
    if url is None:
        if story := data.get("story"):
            st.markdown(named(f"**{story['title']}**{story['text']}"))
        for line in data["lines"]:
            for tex in line["tex"]:
                st.latex(bare(tex))
        return
    _formulas(key=key, data={**data, "katex": url})

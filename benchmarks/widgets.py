"""`python -m benchmarks.widgets`: what each kind of widget adds to the first paint.

An app of Streamlit's own shows some widgets of one kind and then a line, for which is
waited, in a new page of a browser that has loaded Streamlit before; and another shows
the line alone. They are measured in turns. The price of a widget is the difference,
divided by how many there are.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, ViewportSize

from .serving import chromium, served
from .start import PAINTED

KINDS = {
    "a line of text": "st.text(f'here {n}')",
    "a line of Markdown": "st.markdown(f'here {n}')",
    "the same with help": "st.markdown(f'here {n}', help='why')",
    "button": "st.button(f'b{n}')",
    "page link": "st.page_link('https://example.org', label=f'l{n}')",
    "text input": "st.text_input(f't{n}')",
    "number input": "st.number_input(f'n{n}')",
    "slider": "st.slider(f's{n}')",
    "radio of three": "st.radio(f'r{n}', 'abc', horizontal=True)",
    "select box": "st.selectbox(f'x{n}', 'abc')",
    "expander": "st.expander(f'e{n}')",
    "inline component": "shown(data={'json': '{}'}, key=f'c{n}')",
}
APP = """\
import streamlit as st
shown = st.components.v2.component(
    "bare", js="export default ({{ parentElement }}) => {{ "
    "parentElement.textContent = 'here'; }}"
)
kind = st.query_params.get("kind", "")
for n in range({count}):
{lines}
st.title("end")
"""
LINES = "\n".join(f"    if kind == {kind!r}: {line}" for kind, line in KINDS.items())
COUNT = 12
SIZE: ViewportSize = {"width": 1280, "height": 900}


def seconds(context: BrowserContext, url: str) -> float:
    """From the commit of a page until its last line was painted."""
    page = context.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("h1")
    page.evaluate(PAINTED)
    took = page.evaluate("performance.now()") / 1000
    page.close()
    return float(took)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=7)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        app = Path(folder) / "bare.py"
        app.write_text(APP.format(lines=LINES, count=COUNT))
        with (
            served(app, Path(folder)) as running,
            browser.new_context(viewport=SIZE) as context,
        ):
            alone: list[float] = []
            prices: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for turn in range(options.rounds + 1):
                for kind, found in prices.items():
                    bare = seconds(context, running.url)
                    took = seconds(context, f"{running.url}/?kind={kind}")
                    if turn:
                        alone.append(bare)
                        found.append(1000 * (took - bare) / COUNT)
    print(f"The line alone: {1000 * statistics.median(alone):.0f} ms")
    print("| a widget | ms | of the line alone |\n|---|--:|--:|")
    for kind, found in prices.items():
        price = statistics.median(found)
        share = price / statistics.median(alone) / 10
        print(f"| {kind} | {price:.1f} | {share:.1f} % |")


if __name__ == "__main__":
    main()

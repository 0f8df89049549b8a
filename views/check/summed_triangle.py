"""The triangle as somebody summed it, beside the one that is right, as tables."""

import math
from html import escape

import numpy as np

from ..text.numerals import short

MOST = 16
"""Losses and instances that are shown: past these a table is not read."""
FITS = 7
"""Instances that a phone has room for: a table of more scrolls, and keys reach it."""
SAME = 1e-6
"""What counts may differ by and still be the same."""

STYLE = """<style>
.summed { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 0 0 8px; }
.summed figure { margin: 0; max-width: 100%; overflow-x: auto; }
.summed figcaption { font-size: 14px; font-weight: 600; padding-bottom: 4px; }
.summed table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.summed :is(th, td) { min-width: 30px; height: 26px; padding: 0 5px; font-size: 13px;
  text-align: center;
  border: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.summed th { font-weight: 400; border: 0; opacity: 0.75; }
.summed td.none { border-color: transparent; }
.summed td.one { background: color-mix(in srgb, #8a8f98 30%, transparent); }
.summed td.more { background: color-mix(in srgb, #8a8f98 55%, transparent); }
.summed td.wrong { outline: 3px solid var(--st-primary-color, #a3135f);
  outline-offset: -3px; font-weight: 700; }
</style>"""


def triangles_html(
    counts: np.ndarray, true: np.ndarray, unique: np.ndarray | None
) -> str:
    """Two tables, theirs and the right one: losses down, instances across.

    A cell of theirs that differs is outlined and bold; one that could as well be
    another number has a ~.
    """
    shown = min(len(true), MOST)
    theirs = _table("As you summed it", counts, true, unique, shown)
    right = _table("As it is", true, true, None, shown)
    more = ""
    if shown < len(true):
        more = f"<p>The first {shown} of {len(true)} losses are shown.</p>"
    return f'{STYLE}<div class="summed">{theirs}{right}</div>{more}'


def _table(
    title: str,
    counts: np.ndarray,
    true: np.ndarray,
    unique: np.ndarray | None,
    shown: int,
) -> str:
    head = "".join(f'<th scope="col">{k}</th>' for k in range(shown))
    rows = "".join(
        f'<tr><th scope="row">{t + 1}</th>'
        + "".join(
            _cell(
                float(counts[t, k]),
                float(true[t, k]),
                unique is None or bool(unique[t, k]),
                k <= t,
            )
            for k in range(shown)
        )
        + "</tr>"
        for t in range(shown)
    )
    reached = f'tabindex="0" role="group" aria-label="{escape(title)}"'
    return (
        f"<figure {reached if shown > FITS else ''}><figcaption>{escape(title)}"
        "</figcaption><table "
        f'aria-label="{escape(title)}: how often instance k, across, of loss t, down, '
        f'is added up"><thead><tr><th scope="col">t \\ k</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></figure>"
    )


def _cell(count: float, true: float, unique: bool, inside: bool) -> str:
    if math.isnan(count):
        return '<td title="this cell cannot matter here">·</td>'
    if abs(count) < SAME and not inside:
        return '<td class="none"></td>'
    wrong = abs(count - true) > SAME
    shade = "more" if count > 1 + SAME else "one" if count > SAME else "zero"
    whole = abs(count - round(count)) < SAME
    text = str(round(count)) if whole else short(count)
    return (
        f'<td class="{shade}{" wrong" if wrong else ""}">'
        f"{text.replace('-', '−')}{'' if unique else '~'}</td>"
    )

"""The boxes of one's own lines: to write in, and to choose from."""

from collections.abc import Callable

from ...components.katex import katex_url
from ...components.mounting import component, sent
from .data_types import ChoiceData, OwnLineData

STYLES = (
    "components/common.css",
    "components/katex.css",
    "derive/lines.css",
    "derive/own_line/own_line.css",
)
SAID = ("words", "example", "problem", "ask", "done")
_own_line = component(
    "unrolled_own_line",
    STYLES,
    "derive/own_line/own_line.js",
    said=SAID,
    isolate_styles=False,
)
_choice = component(
    "unrolled_choice",
    STYLES,
    "derive/own_line/choice.js",
    said=SAID,
    isolate_styles=False,
)

Heard = Callable[[object], None]


def own_line(
    data: OwnLineData, on_type: Heard, on_judge: Heard, on_back: Heard, on_line: Heard
) -> None:
    """A box for a line.

    `on_type` gets what is in it, `on_judge` what is to be judged, `on_back` the line
    of one's own that is taken back, `on_line` the line of ours to go on to.
    """
    _own_line(
        key="own",
        data={**data, "katex": katex_url() or ""},
        on_typed_change=sent("own", "typed", on_type),
        on_judge_change=sent("own", "judge", on_judge),
        on_back_change=sent("own", "back", on_back),
        on_line_change=sent("own", "line", on_line),
    )


def choice(data: ChoiceData, on_pick: Heard, on_line: Heard) -> None:
    """Lines of which one comes next.

    `on_pick` gets the card that was picked, `on_line` the line to go on to.
    """
    _choice(
        key="choice",
        data={**data, "katex": katex_url() or ""},
        on_pick_change=sent("choice", "pick", on_pick),
        on_line_change=sent("choice", "line", on_line),
    )

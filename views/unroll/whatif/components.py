"""The pictures of the what-if panels: lists, tables, and curves with a slider."""

from collections.abc import Callable

from ...components.mounting import component, sent
from .data_types import CurvesData, EditData, RowsData, TruncationData

_rows = component(
    "unrolled_rows",
    ("components/common.css", "unroll/whatif/rows.css"),
    "unroll/whatif/rows.js",
    said=("text", "note", "name", "label"),
)
_truncation_table = component(
    "unrolled_truncation_table",
    ("components/common.css", "unroll/whatif/truncation_table.css"),
    "unroll/whatif/truncation_table.js",
    said=("name", "length", "angle"),
)
_edit = component(
    "unrolled_edit",
    ("components/common.css", "unroll/whatif/edit.css"),
    "unroll/whatif/edit.js",
    said=("name", "size", "last"),
)
_response_curves = component(
    "unrolled_response_curves",
    (
        "components/common.css",
        "components/slider.css",
        "unroll/whatif/response_curves.css",
    ),
    "unroll/whatif/response_curves.js",
    said=("note", "total", "left_out", "axis", "label"),
)


def rows(key: str, data: RowsData, on_pick: Callable[[object], None]) -> None:
    """A list of contributions or paths; `on_pick` gets where the picked one leads."""
    _rows(key=key, data=data, on_pick_change=sent(key, "pick", on_pick))


def truncation_table(data: TruncationData, key: str = "truncation_table") -> None:
    """The length and the angle of each truncated gradient; nothing can be picked."""
    _truncation_table(key=key, data=data)


def edit(data: EditData, on_edit: Callable[[object], None]) -> None:
    """Words and weights as tables; `on_edit` gets what was typed or undone."""
    _edit(key="edit", data=data, on_edit_change=sent("edit", "edit", on_edit))


def response_curves(
    key: str,
    data: CurvesData,
    on_move: Callable[[object], None],
    on_pick: Callable[[object], None],
) -> None:
    """Curves and their tangents under a slider.

    `on_move` gets the stop where the slider was left, `on_pick` the picked loss.
    """
    _response_curves(
        key=key,
        data=data,
        on_move_change=sent(key, "move", on_move),
        on_pick_change=sent(key, "pick", on_pick),
    )

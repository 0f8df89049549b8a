"""What a file of one view says in words, as text of HTML."""

from html import escape
from typing import NamedTuple

from ...address.notices import show_invisible
from ...model.model import Model
from ...text.losses import WHOLE_LOSSES
from ...text.naming import named
from ...text.numerals import plural
from ...unroll.terms import counted
from .data_types import FileData

HEADING = "Back-propagation through time, one term at a time"
TITLE = "Unrolled: one view in one file"
ALIVE = (
    "A recurrent network reads {read} and predicts each next word. Here is where the "
    "gradient of one weight comes from. Point at anything; pick any weight, loss and "
    "cell by mouse, finger or keys. The numbers are in this file: it loads nothing and "
    "sends nothing."
)
STILL = (
    "A recurrent network reads {read} and predicts each next word. Here is where the "
    "gradient of one weight comes from. Point at anything. Its numbers are too many "
    "for a file that answers picks: the view stays as it was saved. The full view "
    "answers them."
)
SHOWN, LONGEST = 12, 24
"""Words of the text that are quoted, and letters of each."""
CHAIN = (
    "Multiply from the top: each row is a factor and, below it, the product so far. ∂⁺ "
    "is the immediate partial: the state before is held fixed."
)
MISSING = (
    "Not in this file: the network’s equations, Play, the what-ifs and edits, the "
    "derivations and their checks, and training."
)


class Words(NamedTuple):
    """Sentences by their place in the page, escaped."""

    title: str
    heading: str
    about: str
    triangle: str
    chain: str
    missing: str
    way: str


def words(
    model: Model, data: FileData, reduction: str, window: int, panel: str
) -> Words:
    """What is said whatever is picked; for use where it is `written_in` names."""
    read = [
        show_invisible(model.word(int(token)), LONGEST) for token in model.trace.inputs
    ]
    quoted = f"“{' '.join(read[:SHOWN])}{' …' if len(read) > SHOWN else ''}”"
    about = (ALIVE if data["known"] else STILL).format(read=quoted)
    said = Words(
        TITLE,
        HEADING,
        about,
        _triangle(model, reduction, window, alive=data["known"] is not None),
        CHAIN,
        _missing(window, panel),
        _way(data, own=bool(model.config.network)),
    )
    return said._replace(
        **{
            name: escape(named(text))
            for name, text in said._asdict().items()
            if name != "way"
        }
    )


def _triangle(model: Model, reduction: str, window: int, alive: bool) -> str:
    sums, only = "that loss’s gradient", ""
    if window:
        sums = "what is kept of that loss’s gradient (all of it for U)"
    if not counted(model, reduction).all():
        last = f"only row {model.trace.steps} counts"
        only = f" J is {WHOLE_LOSSES[reduction].words}: {last}."
    click = " Click a cell for its chain." if alive else ""
    return f"A row adds up to {sums}.{only}{click}"


def _missing(window: int, panel: str) -> str:
    cut = ""
    if window:
        cut = (
            f" Back-propagation is truncated to {plural(window, 'step')}, as in the "
            "saved view; by how much that turns the gradient is not shown."
        )
    elif panel == "compare":
        cut = " Of the two networks that were compared, this is the first."
    elif panel != "none":
        cut = f" The panel *{panel}* was open."
    return MISSING + cut.replace("*", "")


def _way(data: FileData, own: bool) -> str:
    asked = ""
    if own:
        asked = (
            " The network was brought as a file, which no link carries: whoever opens "
            "the view is asked for it."
        )
    put = "put this behind the address of any copy of Unrolled; it follows your picks."
    if not data["address"]:
        return escape(f"To open it, {put}{asked}")
    link = escape(f"{data['address']}?{data['query']}")
    return (
        f'<a id="link" href="{link}">Open it with this pick</a>, or '
        f"{escape(put + asked)}"
    )

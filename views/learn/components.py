"""The pictures of Learn: the curve of learning, and the words that are said."""

from collections.abc import Callable

from ..components.mounting import component, sent
from .data_types import LearningData, SampleData

_learning = component(
    "unrolled_learning",
    ("components/common.css", "components/slider.css", "learn/learning.css"),
    "learn/learning.js",
    said=("guessed", "label"),
)
_sample = component(
    "unrolled_sample",
    ("components/common.css", "learn/sample.css"),
    "learn/sample.js",
    said=("rest", "label"),
)


def learning(
    data: LearningData,
    on_pick: Callable[[object], None],
    on_stop: Callable[[object], None],
) -> None:
    """The curve, with a slider; `on_pick` gets the step that was pointed at.

    `on_stop` is called where training is to stop.

    While training goes on the browser asks for the next turn as soon as it has drawn
    this one: nobody computes for a visitor who has left.
    """
    _learning(
        key="learning",
        data=data,
        on_pick_change=sent("learning", "pick", on_pick),
        on_stop_change=sent("learning", "stop", on_stop),
        on_tick_change=lambda: None,
    )


def sample(data: SampleData) -> None:
    """The words, each with its probability; nothing is picked there."""
    _sample(key="sample", data=data)

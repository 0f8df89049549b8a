"""What is said above a picture, drawn by the picture: its browser rewords it too."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from ..address.settings import Selection
from ..components.data_types import Story
from ..model.network import Network
from ..text.glossary import meanings
from .captions import (
    bars_story,
    chain_story,
    idle_note,
    network_guide,
    triangle_story,
)
from .terms import counted

Data = TypeVar("Data", bound=Mapping[str, Any])

TERMS = {
    "network": ("instance", "loss"),
    "triangle": ("contribution", "reduction"),
    "bars": (),
    "chain": ("error", "jacobian", "immediate"),
}
"""What the marks beside the texts explain, by the role of their pictures."""


def with_story(
    data: Data,
    role: str,
    net: Network,
    selection: Selection,
    reduction: str,
    window: int,
) -> Data:
    """A picture's data with the text that stands above it, and the terms it explains.

    role: one of TERMS. reduction: how losses make J. window: what truncation keeps.
    """
    title, text = _parted(_text(role, net, selection, reduction, window))
    story: Story = {"title": title, "text": text, "about": meanings(*TERMS[role])}
    return cast("Data", {**data, "story": story})


def _text(
    role: str, net: Network, selection: Selection, reduction: str, window: int
) -> str:
    if role == "network":
        guide = network_guide(net, selection, window)
        return guide + idle_note(net, selection, reduction)
    if role == "triangle":
        return triangle_story(net, selection, window, reduction)
    if role == "bars":
        counts = bool(counted(net, reduction)[selection.t - 1])
        return bars_story(selection, window, counts)
    return chain_story(net, selection, window)


def _parted(text: str) -> tuple[str, str]:
    """What of a text is in bold, as its beginning can be, and the rest."""
    if not text.startswith("**"):
        return "", text
    _, title, rest = text.split("**", 2)
    return title, rest

"""What is said above a picture, drawn by the picture: its browser rewords it too."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from ..components.data_types import Story
from ..text.glossary import meanings

Data = TypeVar("Data", bound=Mapping[str, Any])


def parted(text: str) -> tuple[str, str]:
    """What of a text is in bold, as its beginning can be, and the rest."""
    if not text.startswith("**"):
        return "", text
    _, title, rest = text.split("**", 2)
    return title, rest


def with_story(data: Data, text: str, *terms: str) -> Data:
    """A picture's data with a text that stands above it, and terms that it explains."""
    title, rest = parted(text)
    story: Story = {"title": title, "text": rest, "about": meanings(*terms)}
    return cast("Data", {**data, "story": story})

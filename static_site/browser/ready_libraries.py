"""The libraries of the components as they were joined when the site was built."""

import json
from pathlib import Path

from views.components import library as joining
from views.components.library import Library

FILE = "libraries.json"


def ready() -> dict[str, Library]:
    """The library of each folder."""
    kept = json.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))
    return {
        folder: Library(key, script, frozenset(styles))
        for folder, (key, script, styles) in kept.items()
    }


joining.library = ready().__getitem__  # type: ignore[assignment]

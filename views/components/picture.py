"""What a component is made of, and what it is sent."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..text.naming import CALLED, LETTERS, in_names, names_here


class Picture(NamedTuple):
    """A module that draws, its style sheets, and which texts it is sent are sentences.

    Paths are from `views/`. said: the keys of our own sentences, which go in the
    visitor's names.
    """

    script: str
    styles: tuple[str, ...]
    said: tuple[str, ...] = ()

    def message(self, data: Mapping[str, Any]) -> str:
        """Data as it is sent, as one text; with the visitor's names, for the sentences
        that the script makes itself.
        """
        names = names_here()
        own = self.in_names(data, names)
        known = {"names": CALLED[names], "labels": LETTERS[names]}
        return json.dumps({**own, **known})

    def in_names(self, data: Mapping[str, Any], names: str) -> Mapping[str, Any]:
        """Data whose sentences are in these names."""
        renamed: Mapping[str, Any] = _renamed(data, self.said, names)
        return renamed if CALLED[names] else data


STORY = ("title", "text", "about")
"""The texts of what is said above a picture."""
FORMULAS = Picture(
    "components/formulas.js",
    (
        "components/common.css",
        "components/katex.css",
        "components/formulas.css",
        "components/story.css",
    ),
    ("rule", "note", "label", *STORY),
)
"""Lines of linked formulas."""


def _renamed(data: Any, said: tuple[str, ...], names: str, key: str = "") -> Any:
    """Data with the texts that stand under the keys `said` in these names."""
    if isinstance(data, Mapping):
        return {k: _renamed(part, said, names, k) for k, part in data.items()}
    if isinstance(data, list | tuple):
        return [_renamed(part, said, names, key) for part in data]
    return in_names(data, names) if isinstance(data, str) and key in said else data

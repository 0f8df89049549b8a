"""A one-line text for results that hold arrays."""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

LONGEST = 40
"""Characters of a text that are shown."""


def short_repr(result: Any) -> str:
    """Class(field=...): shapes for arrays, class names for other results."""
    if is_dataclass(result):
        names = [field.name for field in fields(result) if field.repr]
    else:
        names = list(result._fields)
    parts = (f"{name}={_brief(getattr(result, name))}" for name in names)
    return f"{type(result).__name__}({', '.join(parts)})"


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"<{' x '.join(map(str, value.shape))}>"
    if is_dataclass(value) or hasattr(value, "_fields"):
        return f"<{type(value).__name__}>"
    if isinstance(value, dict):
        return f"<{', '.join(map(str, value))}>"
    if isinstance(value, tuple | list) and len(repr(value)) > LONGEST:
        return f"<{len(value)} of them>"
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."

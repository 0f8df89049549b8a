"""What charts have in common around what they draw."""

from typing import Any


def framed(height: int) -> dict[str, Any]:
    """The layout of a chart this many pixels high whose legend stands above it."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    }

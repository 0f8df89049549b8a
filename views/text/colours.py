"""The colours of pictures: each means one thing, everywhere."""

PLUS, MINUS, ZERO = "#d06c00", "#2272b4", "#8a8f98"
"""One colour pair for signed numbers, everywhere: orange above 0, blue below."""


PICKED = "#bf1f6a"
"""The accent between those of the light and the dark theme."""

"""The files of the pictures that a pick changes."""

from ..components.picture import Picture

COMMON = "components/common.css"

NETWORK = Picture(
    "unroll/network.js",
    (COMMON, "unroll/network.css", "unroll/motion/motion.css"),
    ("rest", "drawn", "label", "says", "heads"),
)
TRIANGLE = Picture(
    "unroll/triangle.js",
    (COMMON, "unroll/triangle.css"),
    ("over", "losses", "why", "rest", "label"),
)
BARS = Picture("unroll/bars.js", (COMMON, "unroll/bars.css"), ("label",))
KNOWN = Picture("unroll/at_once/known.js", (COMMON,))

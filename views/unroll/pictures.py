"""The files of the pictures that a pick changes."""

from ..components.picture import FORMULAS, Picture

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

BY_ROLE = {
    "headline": FORMULAS,
    "network": NETWORK,
    "triangle": TRIANGLE,
    "bars": BARS,
    "chain": FORMULAS,
}
"""The pictures that answer each other's picks, by what they say that they are."""

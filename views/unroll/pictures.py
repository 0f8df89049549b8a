"""The files of the pictures that a pick changes."""

from ..components.picture import FORMULAS, STORY, Picture

COMMON = ("components/common.css", "components/story.css")

NETWORK = Picture(
    "unroll/network.js",
    (*COMMON, "unroll/network.css", "unroll/motion/motion.css"),
    ("rest", "drawn", "label", "says", "heads", *STORY),
)
TRIANGLE = Picture(
    "unroll/triangle.js",
    (*COMMON, "unroll/triangle.css"),
    ("over", "losses", "why", "rest", "label", *STORY),
)
BARS = Picture("unroll/bars.js", (*COMMON, "unroll/bars.css"), ("label", *STORY))
ONWARDS = Picture(
    "unroll/onwards.js", ("components/common.css", "unroll/onwards.css"), ("titles",)
)
KNOWN = Picture("unroll/at_once/known.js", ("components/common.css",))

BY_ROLE = {
    "headline": FORMULAS,
    "network": NETWORK,
    "triangle": TRIANGLE,
    "bars": BARS,
    "chain": FORMULAS,
}
"""The pictures that answer each other's picks, by what they say that they are."""

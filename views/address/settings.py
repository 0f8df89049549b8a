"""All settings of the address: their names, limits and defaults."""

from dataclasses import dataclass
from types import MappingProxyType

DEFAULT_TEXT = (
    "the rain and the sea and the river are one water. the sun warms the sea and the "
    "sea gives the sky its clouds. the wind takes the clouds to the hills and the "
    "hills take the rain from the clouds. the rain finds the river and the river finds "
    "the sea. in the night the sea is dark and the river is quiet, and the rain sleeps "
    "in the clouds above the hills. in the morning the sun comes back, and the wind, "
    "and the rain, and the river runs again to the sea. what the sea gives the sky "
    "gives back, and what the sky gives the river carries home to the sea."
)
PAGES = {
    "unroll": "Unroll",
    "jacobians": "Jacobians",
    "derive": "Derive",
    "check": "Check",
    "learn": "Learn",
    "tour": "Tour",
}
HOME = "unroll"
"""The page of an address that names none."""
MATRICES = ("H", "L", "U")
ACTIVATIONS = ("sigmoid", "tanh", "relu", "identity")
REDUCTIONS = ("sum", "mean", "last")
NAMES = ("source", "wxh", "coursera", "torch")
"""How quantities are called: as in the source, or as in other courses and libraries."""
WHAT_IFS = (
    "none",
    "nudge",
    "step",
    "edit",
    "truncate",
    "paths",
    "largest",
    "compare",
)
MOTIONS = ("off", "forward", "back", "outer")
"""What plays in the network: it runs, an error walks back, an outer product fills."""
DERIVATION_SLUGS = (
    "softmax-loss",
    "output-weights",
    "hidden-error",
    "hidden-weights",
    "input-vector",
    "previous-hidden",
    "earlier-input",
    "earlier-error",
    "earlier-weights",
    "step-jacobian",
    "jacobian-product",
    "instance-sum",
    "full-gradient",
    "perplexity",
)
"""The derivations by name: here, so that no page but theirs loads SymPy."""
TOURS = ("none", "bptt", "own")
"""No tour, those that come with the app, and the one of a list of one's own."""
FOCUSES = (
    "page",
    "network",
    "partials",
    "whatif",
    "triangle",
    "factors",
    "tape",
    "curves",
    "spectrum",
    "lines",
    "program",
    "gradient",
    "mistakes",
    "slips",
    "learning",
    "reach",
    "kept",
    "sample",
)
"""What is presented: the whole page, or one of its pictures."""
MISTAKE_THEMES = (
    "way-back",
    "slope",
    "states",
    "first-state",
    "adding-up",
    "which-losses",
    "division-and-sign",
    "window",
    "clipping",
    "output",
    "targets",
    "forward-pass",
)
ERRATA_SECTIONS = ("abstract", "2", "3", "4", "5.1", "5.2", "5.3", "6.1", "6.2", "6")


@dataclass(frozen=True)
class Number:
    """A setting that is a number from `low` to `high`."""

    low: float
    high: float
    default: float
    kind: type[int] | type[float] = int


@dataclass(frozen=True)
class Choice:
    """A setting that is one of a few words."""

    options: tuple[str, ...]
    default: str


@dataclass(frozen=True)
class Text:
    """A setting that is free text of up to `longest` characters."""

    longest: int
    default: str


LARGE = 1_000_000
SETTINGS: MappingProxyType[str, Number | Choice | Text] = MappingProxyType(
    {
        "D_h": Number(1, 256, 3),
        "V": Number(2, 10_000, 6),
        "T": Number(1, 100, 4),
        "seed": Number(0, 9999, 0),
        "scale": Number(0.01, 16.0, 1.0, float),
        "text": Text(1000, DEFAULT_TEXT),
        "start": Number(1, LARGE, 1),
        "activation": Choice(ACTIVATIONS, "sigmoid"),
        "recurrent": Choice(("drawn", "orthogonal"), "drawn"),
        "gain": Number(0.01, 16.0, 1.0, float),
        "edits": Text(1000, ""),
        "network": Text(64, ""),
        "train": Text(200, ""),
        "at": Number(0, 5000, 0),
        "reduction": Choice(REDUCTIONS, "sum"),
        "matrix": Choice(MATRICES, "H"),
        "i": Number(1, LARGE, 1),
        "j": Number(1, LARGE, 2),
        "t": Number(1, LARGE, 3),
        "k": Number(0, LARGE, 0),
        "s": Number(0, LARGE, 1),
        "derivation": Choice(DERIVATION_SLUGS, "instance-sum"),
        "line": Number(1, LARGE, 1),
        "show": Choice(("symbols", "numbers", "code"), "symbols"),
        "predict": Choice(("off", "on", "write", "choose", "whole"), "off"),
        "written": Text(2000, ""),
        "window": Number(0, 100, 0),
        "whatif": Choice(WHAT_IFS, "none"),
        "compare": Text(120, ""),
        "motion": Choice(MOTIONS, "off"),
        "frame": Number(0, LARGE, 0),
        "nudge": Number(-8.0, 8.0, 0.5, float),
        "instances": Choice(("one", "all"), "one"),
        "rate": Number(0.001, 1000.0, 0.5, float),
        "horizon": Number(1, 1000, 100),
        "to": Number(0, 1000, 4),
        "swap": Number(0, 1000, 0),
        "step": Number(-12, -1, -5),
        "route": Choice(("central", "complex", "truncated"), "central"),
        "tour": Choice(TOURS, "none"),
        "scene": Number(1, LARGE, 1),
        "beat": Number(0, LARGE, 0),
        "present": Choice(("off", "on"), "off"),
        "zoom": Number(0.5, 3.0, 1.0, float),
        "look": Choice(("system", "projector"), "system"),
        "names": Choice(NAMES, "source"),
        "focus": Choice(FOCUSES, "page"),
        "section": Choice(("all", *ERRATA_SECTIONS), "all"),
        "theme": Choice((*MISTAKE_THEMES, "all"), "way-back"),
        "gradient": Text(1000, ""),
        "temperature": Number(0.05, 20.0, 1.0, float),
        "draw": Number(0, 9999, 0),
    }
)
"""What the address carries. LARGE: the limit depends on other settings."""


def number_setting(name: str) -> Number:
    """The setting of this name, which has to be a number."""
    setting = SETTINGS[name]
    if not isinstance(setting, Number):
        raise TypeError(f"the setting {name} is not a number")
    return setting


def choice_setting(name: str) -> Choice:
    """The setting of this name, which has to be a choice."""
    setting = SETTINGS[name]
    if not isinstance(setting, Choice):
        raise TypeError(f"the setting {name} is not a choice")
    return setting


def text_setting(name: str) -> Text:
    """The setting of this name, which has to be a text."""
    setting = SETTINGS[name]
    if not isinstance(setting, Text):
        raise TypeError(f"the setting {name} is not a text")
    return setting


@dataclass(frozen=True)
class Config:
    """The network and its text: every setting that the engine's numbers depend on.

    network: the digest of a network that was brought as a file and is here; "" for one
    that is drawn. Of one that was brought, D_h counts the units without that of biases.
    """

    D_h: int = 3
    V: int = 6
    T: int = 4
    seed: int = 0
    scale: float = 1.0
    text: str = DEFAULT_TEXT
    start: int = 1
    activation: str = "sigmoid"
    recurrent: str = "drawn"
    gain: float = 1.0
    edits: str = ""
    network: str = ""
    train: str = ""
    at: int = 0

    def __post_init__(self) -> None:
        """ValueError if a setting is outside its limits."""
        for name in ("D_h", "V", "T", "seed", "scale", "start", "gain", "at"):
            setting, value = number_setting(name), getattr(self, name)
            if not setting.low <= value <= setting.high:
                raise ValueError(
                    f"{name} is {value}; it must be from {setting.low} to "
                    f"{setting.high}"
                )
        for name in ("text", "edits", "network", "train"):
            longest, value = text_setting(name).longest, getattr(self, name)
            if len(value) > longest:
                raise ValueError(
                    f"{name} has {len(value)} characters; {longest} are allowed"
                )
        for name in ("activation", "recurrent"):
            options, value = choice_setting(name).options, getattr(self, name)
            if value not in options:
                raise ValueError(f"{name} is {value!r}; none of {options}")


@dataclass(frozen=True)
class Selection:
    """The picked weight `matrix`[i, j], loss t and instance k, as on the screen.

    i, j and t count from 1, k from 0.
    """

    matrix: str
    i: int
    j: int
    t: int
    k: int

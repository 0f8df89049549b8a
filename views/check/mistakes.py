"""Mistakes that people make, run on the screen's network, as data for their list."""

from urllib.parse import urlsplit

import numpy as np

from derivations import DERIVATIONS
from derivations.mistakes.hiding import HIDING
from derivations.mistakes.mistake import WINDOW, Counts, Mistake
from derivations.mistakes.table import MISTAKES
from derivations.versions import line_in
from rnn_core import MISTAKES as NAMED

from ..address.settings import Config
from ..model.model import model
from ..proofs.version import Version
from ..runtime.cache import cached
from ..text.numerals import plural, short
from .data_types import Slip, SlipDerivation, SlipForm, SlipsData, SlipSource
from .mistake_runs import SAME, SMALL, Ran, plan, run_all

CELLS = 10
"""Losses up to which a triangle is drawn."""
LETTERS = {"H": "∂J/∂H", "L": "∂J/∂L", "U": "∂J/∂U", "h0": "∂J/∂h⁽⁰⁾"}
MEANT = {
    "mean": "J is the mean over t.",
    "last": "J is the last loss alone.",
    "window": f"Truncation to {WINDOW} steps is meant.",
}
"""What is differentiated where it is not the sum."""

DUE: dict[str, Counts] = {
    "sum": lambda t, k, steps: 1,
    "mean": lambda t, k, steps: 1 / steps,
    "last": lambda t, k, steps: float(t == steps),
    "window": lambda t, k, steps: float(t - k <= WINDOW),
}
"""How often instance k of loss t belongs into the gradient of what is meant."""


def theme_slug(theme: str) -> str:
    """A theme as the address names it: "The way back" is way-back."""
    return theme.lower().removeprefix("the ").replace(" ", "-")


def listed(theme: str) -> list[str]:
    """The mistakes of one theme, or of all."""
    return [
        slug
        for slug, mistake in MISTAKES.items()
        if theme in ("all", theme_slug(mistake.theme))
    ]


def ran(config: Config, theme: str) -> dict[str, Ran]:
    """Run the mistakes of a theme, as written and corrected."""
    return run_all(config, tuple(listed(theme)))


def summary(config: Config, theme: str) -> str:
    """In words: how many mistakes a theme has, and how many show on this network."""
    results = ran(config, theme).values()
    shown = sum(result.shows for result in results)
    count = plural(len(results), "mistake")
    asked = plan(config, len(results))
    if asked.config != config:
        return (
            f"{count}; run on a network of {SMALL.D_h} units, {SMALL.V} words and "
            f"{SMALL.T} steps, as this one is large; {shown} show there."
        )
    show = f"{shown} show{'s' if shown == 1 else ''}"
    if asked.steps < model(config).trace.steps:
        first = f"the first {asked.steps} steps of this network, as it is large"
        return f"{count}; run on {first}; {show} there."
    return f"{count}; {show} on this network."


def mistakes(
    config: Config, theme: str, reduction: str = "sum", present: bool = False
) -> SlipsData:
    """The mistakes of one theme, or of all, as data for their list."""
    results = ran(config, theme)
    steps = plan(config, len(results)).steps
    return {
        "items": [
            _item(slug, result, config.activation, reduction, steps)
            for slug, result in results.items()
        ],
        "label": "Mistakes that people make: as written, and corrected",
        "present": present,
    }


@cached
def right_line(slug: str, activation: str, reduction: str) -> SlipDerivation:
    """The line of a derivation that has right what a mistake has wrong, from 1."""
    mistake = MISTAKES[slug]
    shown = Version(mistake.derivation, activation, reduction).derivation
    line = line_in(shown, DERIVATIONS[mistake.derivation], mistake.line) + 1
    return {"slug": mistake.derivation, "title": shown.title, "line": line}


@cached
def formula(slug: str, activation: str, corrected: bool) -> str:
    """The equation as it was written, or as it is right, as LaTeX."""
    return MISTAKES[slug].latex(corrected, activation)


def _item(slug: str, result: Ran, activation: str, reduction: str, steps: int) -> Slip:
    mistake = MISTAKES[slug]
    item: Slip = {
        "slug": slug,
        "where": "",
        "title": NAMED[slug].title,
        "note": _note(mistake),
        "shows": result.shows,
        "quoted": {"label": "done", "words": [NAMED[slug].did]},
        "printed": _form("written", slug, activation, result, corrected=False),
        "corrected": _form("correct", slug, activation, result, corrected=True),
        "derivation": right_line(slug, activation, reduction),
        "sources": [_source(address) for address in mistake.sources],
    }
    if mistake.counts is not None and 1 < steps <= CELLS:
        item["triangle"] = triangle(mistake.counts, steps)
        item["due"] = triangle(DUE[mistake.meant], steps)
    return item


def triangle(counts: Counts, steps: int) -> list[list[float]]:
    """[t-1][k]: how often instance k of loss t is added up, for k < t."""
    return [[float(counts(t, k, steps)) for k in range(t)] for t in range(1, steps + 1)]


def _note(mistake: Mistake) -> str:
    hidden = [
        HIDING[name].said
        for name in mistake.hidden_by
        if (name, "two steps") != ("one step", mistake.hidden_by[-1])
    ]
    return " ".join(
        part
        for part in (
            mistake.why,
            mistake.trap and f"In NumPy: {mistake.trap}",
            MEANT.get(mistake.meant, ""),
            hidden and f"It does not show where {', or '.join(hidden)}.",
        )
        if part
    )


def _form(
    label: str, slug: str, activation: str, result: Ran, corrected: bool
) -> SlipForm:
    """A formula and what came out of it."""
    off = result.right if corrected else result.wrong
    worst = max(off, key=lambda name: off[name])
    shows = off[worst] > SAME
    if corrected:
        verdict = "✗ does not hold" if shows else "✓ holds"
        said = f"{verdict}; largest miss {short(off[worst])}"
    elif not shows:
        said = "does not show on this network"
    elif np.isinf(off[worst]):
        said = f"✗ misses {LETTERS[worst]}, which has no number or should be 0"
    else:
        said = f"✗ misses by {short(off[worst])}, most in {LETTERS[worst]}"
    return {
        "label": label,
        "tex": formula(slug, activation, corrected),
        "said": said,
        "holds": not shows if corrected or shows else None,
        "residual": str(off[worst]),
    }


def _source(address: str) -> SlipSource:
    return {"address": address, "site": urlsplit(address).hostname or address}

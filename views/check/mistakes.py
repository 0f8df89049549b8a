"""Mistakes that people make, run on the screen's network, as data for their list."""

from urllib.parse import urlsplit

import numpy as np

from derivations import DERIVATIONS
from derivations.mistakes.hiding import HIDING
from derivations.mistakes.mistake import WINDOW, Counts, Mistake
from derivations.mistakes.table import MISTAKES
from derivations.versions import line_in
from rnn_core import MISTAKES as NAMED

from ..address.settings import MISTAKE_THEMES, Config
from ..model.model import model
from ..proofs.version import Version
from ..runtime.cache import cached
from ..text.naming import named, names_here
from ..text.numerals import plural, short
from .data_types import Slip, SlipDerivation, SlipForm, SlipsData, SlipSource
from .mistake_runs import SAME, SMALL, Ran, plan, run_all

CELLS = 10
"""Losses up to which a triangle is drawn."""
LETTERS = {"H": "∂J/∂H", "L": "∂J/∂L", "U": "∂J/∂U", "h0": "∂J/∂h⁽⁰⁾"}
MEANT = {
    "sum": "the sum is meant",
    "mean": "the mean is meant",
    "last": "the last loss alone is meant",
    "window": f"the sum is meant, truncated to w = {WINDOW}",
}
"""What is differentiated, as a mistake has it."""

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


def theme_titles() -> dict[str, str]:
    """By slug what a theme is called, and `all`."""
    titles = {theme_slug(mistake.theme): mistake.theme for mistake in MISTAKES.values()}
    return {slug: titles.get(slug, slug) for slug in MISTAKE_THEMES} | {"all": "All"}


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


def meant_words(meant: str, reduction: str, window: int) -> str:
    """What a mistake takes to be meant, where the page means something else; else "".

    Its sentences and its misses are about that, whatever the page differentiates.
    """
    if meant == "window":
        same = reduction == "sum" and window == WINDOW
    else:
        same = reduction == meant and not window
    if same:
        return ""
    whole = meant == reduction and meant != "window"
    return f"where {MEANT[meant]}{', not truncated' if whole else ''}"


def mistakes(
    config: Config,
    theme: str,
    reduction: str = "sum",
    present: bool = False,
    window: int = 0,
) -> SlipsData:
    """The mistakes of one theme, or of all, as data for their list.

    reduction, window: what the page differentiates; window is 0 for none.
    """
    results = ran(config, theme)
    steps = plan(config, len(results)).steps
    return {
        "items": [
            {
                **_item(slug, result, config.activation, reduction, steps),
                "meant": meant_words(MISTAKES[slug].meant, reduction, window),
            }
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
def formula(
    slug: str,
    activation: str,
    corrected: bool,
    equation: str | None = None,
    names: str = "source",
) -> str:
    """An equation as it was written, or as it is right, as LaTeX; the first if none is
    named.

    A window is w, as code and this page call it; no equation has both it and a word w.
    """
    tex = MISTAKES[slug].latex(corrected, activation, equation=equation, names=names)
    return tex.replace(r"\tau", "w")


def _item(slug: str, result: Ran, activation: str, reduction: str, steps: int) -> Slip:
    mistake = MISTAKES[slug]
    item: Slip = {
        "slug": slug,
        "where": "",
        "title": NAMED[slug].title,
        "note": _note(mistake),
        "shows": result.shows,
        "quoted": {"label": "done", "words": [named(NAMED[slug].did)]},
        "printed": _form("written", slug, activation, result, corrected=False),
        "corrected": _form("correct", slug, activation, result, corrected=True),
        "derivation": right_line(slug, activation, reduction),
        "sources": named_sources(mistake.sources),
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
    size = f"; here w = {WINDOW}" if mistake.has_window else ""
    return " ".join(
        part
        for part in (
            mistake.why,
            _alike(mistake),
            mistake.trap and f"In NumPy: {mistake.trap}",
            hidden and f"It does not show where {', or '.join(hidden)}{size}.",
        )
        if part
    )


def _alike(mistake: Mistake) -> str:
    """Which gradients are written in the same way as the one whose formula is shown."""
    shown, *others = [name for name in mistake.wrong if name in LETTERS] or [""]
    if not others or shown != mistake.equation:
        return ""
    *first, last = (LETTERS[name] for name in others)
    also = f"{', '.join(first)} and {last}" if first else last
    verb = "are" if first else "is"
    return f"The formula is that of {LETTERS[shown]}; {also} {verb} written alike."


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
    elif off[worst] - min(off.values()) < SAME * off[worst]:
        said = f"✗ misses by {short(off[worst])}, in each alike"
    else:
        said = f"✗ misses by {short(off[worst])}, most in {LETTERS[worst]}"
    return {
        "label": label,
        "tex": formula(slug, activation, corrected, names=names_here()),
        "said": said,
        "holds": not shows if corrected or shows else None,
        "residual": str(off[worst]),
    }


def named_sources(addresses: tuple[str, ...]) -> list[SlipSource]:
    """Where a mistake was found, each by a name of its own."""
    sites = [site_name(address) for address in addresses]
    return [
        {
            "address": address,
            "site": f"{site} ({sites[:n].count(site) + 1})"
            if sites.count(site) > 1
            else site,
        }
        for n, (address, site) in enumerate(zip(addresses, sites, strict=True))
    ]


def site_name(address: str) -> str:
    """What a link is called: a repository with its thread, or the site."""
    parts = urlsplit(address)
    host, way = parts.hostname or address, parts.path.strip("/").split("/")
    if host == "gist.github.com":
        comment = ", a comment" if "comment" in parts.query else ""
        return f"{way[0]}’s gist{comment}"
    if host != "github.com" or len(way) < 2:
        return host
    thread = f" #{way[3]}" if way[2:3] and way[2] in ("issues", "pull") else ""
    return f"{way[0]}/{way[1]}{thread}"

"""The slips of the source, checked on the screen's network, as data for their list."""

from collections.abc import Iterator

from derivations import ERRATA, Erratum, Finding
from derivations.errata.erratum import FAILURES, Miss

from ..address.settings import Config
from ..proofs.checks import defined
from ..proofs.version import Version
from ..runtime.cache import cached
from ..text.numerals import short
from .data_types import Slip, SlipDerivation, SlipForm, SlipsData

BEYOND = "not checked: its probabilities are beyond what float64 can hold"
NOTHING = "nothing to check: this network is too short"


@cached
def findings(config: Config) -> dict[str, Finding]:
    """Check every slip on a configuration's network."""
    network = defined(config)
    return {slug: e.check_on(network) for slug, e in ERRATA.items()}


@cached
def on_witnesses() -> dict[str, Finding]:
    """Check every slip on the network that it brings along to show it."""
    return {slug: e.check_on(e.on_witness()) for slug, e in ERRATA.items() if e.witness}


def summary(config: Config, section: str = "all") -> str:
    """In words: how many slips a section has, and how many show on this network."""
    found = findings(config)
    listed = [slug for slug, _ in _listed(section)]
    shown = sum(found[slug].shows for slug in listed)
    ran = sum(ERRATA[slug].kind != "prose" for slug in listed)
    where = "" if section == "all" else f" in {_place(section)}"
    count = f"{len(listed)} slip{'' if len(listed) == 1 else 's'}{where}"
    return (
        f"{count}; {ran} can be run, and {shown} of these show on this "
        "network: the printed form fails, the corrected one holds."
    )


def slips(
    config: Config, section: str, reduction: str = "sum", present: bool = False
) -> SlipsData:
    """The slips of one section, or of all, as data for their list."""
    found = findings(config)
    return {
        "items": [
            _item(slug, e, found[slug], config.activation, reduction)
            for slug, e in _listed(section)
        ],
        "label": "The source's slips, as printed and corrected",
        "present": present,
    }


def _listed(section: str) -> Iterator[tuple[str, Erratum]]:
    """The slips of a section: first those that begin there."""
    if section == "all":
        yield from ERRATA.items()
        return
    found = [(slug, e) for slug, e in ERRATA.items() if e.stands_in(section)]
    yield from sorted(found, key=lambda one: one[1].section != section)


@cached
def derivation(slug: str, activation: str, reduction: str) -> SlipDerivation | None:
    """The derivation that a slip leads to, and its line that has it right.

    That is the first line which is the corrected form, else the first that holds it,
    else the first of all; as it is, or for the indices that the source writes it for.
    """
    e = ERRATA[slug]
    if e.derivation is None:
        return None
    shown = Version(e.derivation, activation, reduction).derivation
    right = [e.corrected, *([e.goal] if e.on_left else [])]
    lines = [line.expr for line in shown.lines]
    written = [expr.xreplace(dict(shown.source_case)) for expr in lines]
    places = [
        number
        for exprs in (lines, written)
        for number, expr in enumerate(exprs, 1)
        if expr in right
    ]
    places += [
        number
        for number, expr in enumerate(lines, 1)
        if any(form is not None and expr.has(form) for form in right)
    ]
    return {"slug": e.derivation, "title": shown.title, "line": (places or [1])[0]}


def _item(
    slug: str, e: Erratum, finding: Finding, activation: str, reduction: str
) -> Slip:
    quoted: SlipForm = {
        "label": "the source" if e.omission else "printed",
        "words": [_quotation(quote) for quote in e.quotes],
    }
    if e.instead is not None:
        quoted["said"] = "prose: nothing to run"
    return {
        "slug": slug,
        "where": _place(*e.sections),
        "title": e.slip,
        "note": e.note,
        "shows": finding.shows,
        "quoted": quoted,
        "printed": _printed_form(slug, e, finding, activation),
        "corrected": _corrected_form(e, finding),
        "derivation": derivation(slug, activation, reduction),
    }


def _printed_form(
    slug: str, e: Erratum, finding: Finding, activation: str
) -> SlipForm | None:
    """The printed form and what came out; None for prose."""
    if e.instead is not None:
        return None
    form: SlipForm = {
        "label": "without it" if e.omission else "run as",
        "tex": e.latex(corrected=False),
        "holds": None,
    }
    if finding.wrong is None or finding.right is None:
        return {**form, "said": BEYOND}
    form["residual"] = str(finding.printed)
    if not finding.checked:
        return {**form, "said": NOTHING}
    holds = None if finding.wrong.holds else False
    said = _printed(slug, e, finding.wrong, activation)
    return {**form, "said": said, "holds": holds}


def _corrected_form(e: Erratum, finding: Finding) -> SlipForm:
    """The corrected form and what came out."""
    form: SlipForm = {"label": "left out" if e.omission else "correct"}
    if e.instead is not None:
        return {**form, "words": [_quotation(e.instead)]}
    form["tex"] = e.latex(corrected=True)
    if finding.wrong is None or finding.right is None:
        return {**form, "said": BEYOND, "holds": None}
    form["residual"] = str(finding.corrected)
    if not finding.checked:
        return {**form, "said": NOTHING, "holds": None}
    choices = f"{finding.checked:,} choice{'s' if finding.checked > 1 else ''}"
    verdict = "✓ holds" if finding.right.holds else "✗ does not hold"
    said = f"{verdict} at {choices}; largest miss {short(finding.corrected)}"
    return {**form, "said": said, "holds": finding.right.holds}


def _quotation(words: str) -> str:
    """Words in quotation marks; a formula, between dollar signs, without them."""
    formula = words.startswith("$") and words.endswith("$") and words.count("$") == 2
    return words if formula else f"“{words}”"


def _place(*sections: str) -> str:
    if sections == ("abstract",):
        return "abstract"
    return f"{'§' * min(2, len(sections))} {', '.join(sections)}"


def _printed(slug: str, e: Erratum, miss: Miss, activation: str) -> str:
    if not miss.holds:
        return f"✗ {_words(miss)}"
    elsewhere = on_witnesses()[slug].wrong
    hidden, vocab, inputs, _ = e.witness or (0, 0, (), ())
    assert elsewhere is not None
    sigma = "" if activation == "sigmoid" else " with the logistic sigmoid"
    return (
        f"does not show on this network; on one of {hidden} units, {vocab} words and "
        f"{len(inputs)} steps{sigma} it {_words(elsewhere)}"
    )


def _words(miss: Miss) -> str:
    at = ", ".join(f"{name} = {value}" for name, value in miss.at.items())
    where = f" at {at}" if at else ""
    if miss.failure:
        return f"has no number: {FAILURES[miss.failure]}{where}"
    return f"misses by {short(miss.residual)}{', most' + where if at else ''}"

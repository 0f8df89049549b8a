"""The slips of the source, checked on the screen's network, as data for their list."""

from collections.abc import Iterator

from derivations import ERRATA, Erratum, Finding
from derivations.errata.erratum import Miss
from derivations.errata.right_line import right_line

from ..address.settings import Config
from ..proofs.checks import network_for
from ..proofs.version import Version
from ..runtime.cache import cached
from ..text.naming import named, names_here
from ..text.numerals import short
from .data_types import Slip, SlipDerivation, SlipForm, SlipsData

UNDECIDED = "not decided: its numbers lie further apart than float64 can tell"
SHORT = "nothing to check: this network is too short"


@cached
def findings(config: Config) -> dict[str, Finding]:
    """Check every slip on a configuration's network."""
    network = network_for(config)
    return {slug: e.check_on(network) for slug, e in ERRATA.items()}


@cached
def on_witnesses() -> dict[str, Finding]:
    """Check every slip on the network that it brings along to show it."""
    return {slug: e.check_on(e.on_witness()) for slug, e in ERRATA.items() if e.witness}


def summary(config: Config, section: str = "all") -> str:
    """In words: how many slips a section has, and how many show on this network."""
    results = findings(config)
    listed = [slug for slug, _ in _listed(section)]
    shown = sum(results[slug].shows for slug in listed)
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
    results = findings(config)
    return {
        "items": [
            _item(slug, e, results[slug], config.activation, reduction)
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
    standing = [(slug, e) for slug, e in ERRATA.items() if e.stands_in(section)]
    yield from sorted(standing, key=lambda slip: slip[1].section != section)


@cached
def derivation(slug: str, activation: str, reduction: str) -> SlipDerivation | None:
    """The derivation that a slip leads to, and its line that has it right, from 1."""
    e = ERRATA[slug]
    if e.derivation is None:
        return None
    shown = Version(e.derivation, activation, reduction).derivation
    line = 1 + right_line(e, shown)
    return {"slug": e.derivation, "title": shown.title, "line": line}


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
    assert finding.wrong is not None
    form: SlipForm = {
        "label": "without it" if e.omission else "run as",
        "tex": e.latex(corrected=False, names=names_here()),
        "said": _printed(slug, e, finding, activation),
        "holds": False if finding.wrong.holds is False else None,
    }
    if finding.wrong.holds is not None:
        form["residual"] = str(finding.wrong.residual)
    return form


def _corrected_form(e: Erratum, finding: Finding) -> SlipForm:
    """The corrected form and what came out."""
    form: SlipForm = {"label": "left out" if e.omission else "correct"}
    if e.instead is not None:
        return {**form, "words": [_quotation(named(e.instead))]}
    assert finding.right is not None
    form["tex"] = e.latex(corrected=True, names=names_here())
    form["said"] = _corrected(finding)
    form["holds"] = finding.right.holds
    if finding.right.holds is not None:
        form["residual"] = str(finding.right.residual)
    return form


def _quotation(words: str) -> str:
    """Words in quotation marks; a formula, between dollar signs, without them."""
    formula = words.startswith("$") and words.endswith("$") and words.count("$") == 2
    return words if formula else f"“{words}”"


def _place(*sections: str) -> str:
    if sections == ("abstract",):
        return "abstract"
    return f"{'§' * min(2, len(sections))} {', '.join(sections)}"


def _corrected(finding: Finding) -> str:
    if finding.right is None or finding.right.holds is None:
        return _nothing(finding)
    choices = f"{finding.checked:,} choice{'' if finding.checked == 1 else 's'}"
    verdict = "✓ holds" if finding.right.holds else "✗ does not hold"
    return f"{verdict} at {choices}; largest miss {short(finding.corrected)}"


def _nothing(finding: Finding) -> str:
    """Why nothing was decided."""
    return UNDECIDED if finding.undecided or finding.checked else SHORT


def _printed(slug: str, e: Erratum, finding: Finding, activation: str) -> str:
    assert finding.wrong is not None
    if finding.wrong.holds is None:
        return _nothing(finding)
    if finding.wrong.holds is False:
        return f"✗ {_words(finding.wrong)}"
    elsewhere = on_witnesses()[slug].wrong
    hidden, vocab, inputs, _ = e.witness or (0, 0, (), ())
    assert elsewhere is not None
    sigma = "" if activation == "sigmoid" else " with the logistic sigmoid"
    return (
        f"does not show on this network; on one of {hidden} units, {vocab} words and "
        f"{len(inputs)} steps{sigma} it {_words(elsewhere)}"
    )


def _words(miss: Miss) -> str:
    places = ", ".join(f"{name} = {value}" for name, value in miss.at.items())
    where = f" at {places}" if places else ""
    if miss.failure:
        where = "" if miss.failure == "symbol" else where
        return f"cannot be computed{where}: {miss.reason}"
    return f"misses by {short(miss.residual)}{', most' + where if places else ''}"

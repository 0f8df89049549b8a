"""The source's slips on the network of the screen: both forms, and what came out."""

from typing import Any

from derivations import DERIVATIONS, ERRATA, Erratum, Finding
from derivations.erratum import FAILURES, Miss

from .numerals import short
from .proof import definition
from .settings import Config
from .shared import shared

BEYOND = "not checked: its probabilities are beyond what float64 can hold"


@shared
def findings(config: Config) -> dict[str, Finding]:
    """What the machine finds of every slip on a configuration's network."""
    network = definition(config)
    return {slug: e.check_on(network) for slug, e in ERRATA.items()}


@shared
def on_witnesses() -> dict[str, Finding]:
    """The same on the network that each slip brings along."""
    return {slug: e.check_on(e.on_witness()) for slug, e in ERRATA.items() if e.witness}


def summary(config: Config, section: str = "all") -> str:
    """How many slips a section has, and how many show on this network."""
    found = findings(config)
    listed = [slug for slug, e in ERRATA.items() if section in ("all", e.section)]
    shown = sum(found[slug].shows for slug in listed)
    ran = sum(ERRATA[slug].kind != "prose" for slug in listed)
    where = "" if section == "all" else f" in {_place(section)}"
    count = f"{len(listed)} slip{'' if len(listed) == 1 else 's'}{where}"
    return (
        f"{count}; {ran} can be run, and {shown} of these show on this "
        "network: the printed form fails, the corrected one holds."
    )


def slips(config: Config, section: str) -> dict[str, Any]:
    """The slips of one section of the source, or of all, for their list."""
    found = findings(config)
    return {
        "items": [
            _item(slug, e, found[slug], config.activation)
            for slug, e in ERRATA.items()
            if section in ("all", e.section)
        ],
        "label": "The source's slips, as printed and corrected",
    }


def _item(slug: str, e: Erratum, finding: Finding, activation: str) -> dict[str, Any]:
    where = _place(e.section)
    item: dict[str, Any] = {
        "slug": slug,
        "where": where,
        "title": e.slip,
        "note": e.note,
        "shows": finding.shows,
        "derivation": None,
    }
    if e.derivation:
        title = DERIVATIONS[e.derivation].title
        item["derivation"] = {"slug": e.derivation, "title": title}
    if e.says is None and (finding.wrong is None or finding.right is None):
        for form in ("printed", "corrected"):
            tex = e.latex(corrected=form == "corrected")
            item[form] = {"tex": tex, "said": BEYOND, "holds": None}
        return item
    if e.says or finding.wrong is None or finding.right is None:
        printed, corrected = e.says or ("", "")
        item["printed"] = {"words": f"“{printed}”", "said": "prose: nothing to run"}
        item["corrected"] = {"words": f"“{corrected}”", "said": ""}
        return item
    item["printed"] = {
        "tex": e.latex(corrected=False),
        "said": _printed(slug, e, finding.wrong, activation),
        "holds": None if finding.wrong.holds else False,
        "residual": str(finding.printed),
    }
    if not finding.checked:
        nothing = "nothing to check: this network is too short"
        item["printed"] |= {"said": nothing, "holds": None}
        return item | {"corrected": item["printed"] | {"tex": e.latex(corrected=True)}}
    choices = f"{finding.checked:,} choice{'s' if finding.checked > 1 else ''}"
    verdict = "✓ holds" if finding.right.holds else "✗ does not hold"
    item["corrected"] = {
        "tex": e.latex(corrected=True),
        "said": f"{verdict} at {choices}; largest miss {short(finding.corrected)}",
        "holds": finding.right.holds,
        "residual": str(finding.corrected),
    }
    return item


def _place(section: str) -> str:
    return section if section == "abstract" else f"§ {section}"


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

"""The map of derivations: a card for each, by section, and which uses which."""

from derivations import DERIVATIONS, with_reduction

from .data_types import MapCard, MapData, MapGroup

IDEAS = {
    "3": "Through time",
    "4": "Perplexity",
    "5.1": "Output layer",
    "5.2": "Hidden layer",
    "5.3": "Word vector",
    "5.4": "State before",
    "6": "Everything added up",
    "6.1": "A step earlier",
    "6.2": "Earlier weights",
}
"""What each section is about."""
TALL = 3
"""Sections share a column of the map up to so many cards."""


def map_data(chosen: str, reduction: str = "sum") -> MapData:
    """The cards in the order of the source; `used_by` is `uses` reversed."""
    groups: dict[str, list[MapCard]] = {}
    derivations = {
        slug: with_reduction(plain, reduction) for slug, plain in DERIVATIONS.items()
    }
    for slug, derivation in derivations.items():
        card: MapCard = {
            "slug": slug,
            "title": derivation.title,
            "equation": derivation.equation,
            "uses": list(derivation.uses),
            "used_by": [o.slug for o in derivations.values() if slug in o.uses],
        }
        groups.setdefault(str(derivation.section), []).append(card)
    columns: list[list[MapGroup]] = []
    for name in sorted(groups, key=section_order):
        group: MapGroup = {
            "idea": IDEAS[name],
            "section": name,
            "cards": groups[name],
        }
        last = columns[-1] if columns else []
        if last and sum(len(g["cards"]) for g in last) + len(groups[name]) <= TALL:
            last.append(group)
        else:
            columns.append([group])
    return {"columns": columns, "chosen": chosen}


def section_order(section: str) -> tuple[float, ...]:
    """A sort key for sections: 5.2 before 5.10, a section after its subsections."""
    first, _, rest = section.partition(".")
    return float(first), float(rest) if rest else float("inf")

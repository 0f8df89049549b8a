"""Lines of derivations by what they are: their numbers move when lines are added."""

from derivations import DERIVATIONS, Derivation


def number(
    of: str | Derivation, rule: str = "", part: str = "", nth: int = 0, note: str = ""
) -> int:
    """The number, from 1, of the nth line by a rule, in a part, with words in its note.

    All lines count where nothing is asked; `part` is how its title begins.
    """
    derivation = DERIVATIONS[of] if isinstance(of, str) else of
    fitting = [
        n
        for n, line in enumerate(derivation.lines, 1)
        if rule in line.rule
        and note in line.note
        and derivation.part_of(line).title.startswith(part)
    ]
    return fitting[nth]

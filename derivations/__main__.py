"""`python -m derivations`: every derivation, proved on the spot; 1 if anything fails.

With slugs as arguments, the lines of those derivations.
"""

import sys
from types import SimpleNamespace

import numpy as np

from derivations import DERIVATIONS, Derivation, Network
from derivations.exact import applies, is_identity
from derivations.mutants import trial, witnesses
from derivations.verify import Verifier

DIGITS = 30
SATURATED = 40.0


def saturated() -> Network:
    """A network whose units all sit where h (1 - h) is 0 in float64."""
    rng = np.random.default_rng(1)
    params = SimpleNamespace(
        H=rng.normal(size=(3, 3)),
        L=np.full((3, 5), SATURATED) + np.arange(5),
        U=rng.normal(size=(5, 3)),
        h0=rng.uniform(size=3),
    )
    return Network(params, rng.integers(0, 5, 4), rng.integers(0, 5, 4))


def row(d: Derivation, verifiers: tuple[Verifier, ...]) -> tuple[str, bool]:
    """A derivation's line of the table, and whether all of it holds."""
    checks = [v.check(d, line) for v in verifiers for line in d.lines]
    precise = max(verifiers[1].precise_residual(d, line, DIGITS) for line in d.lines)
    exact = [is_identity(d, line) for line in d.lines if applies(d, line)]
    trials = [trial(d, line, verifiers[:-1]) for line in d.lines]
    survived = [mutant for found in trials for mutant in found.survived]
    rejected = sum(found.rejected for found in trials)
    equal = sum(found.equal for found in trials)
    fine = (
        all(check.holds for check in checks)
        and precise < 10.0**-DIGITS
        and all(exact)
        and not survived
    )
    worst = max(check.residual for check in checks)
    rules = len({line.rule for line in d.lines})
    number = f"({d.equation})" if d.equation else ""
    return (
        f"{d.slug:17}{number:>4}{len(d.lines):7}{rules:7}{worst:10.1e}{precise:10.1e}"
        f"{sum(exact):7}{rejected:9}/{rejected + equal + len(survived)}"
        f"{'' if fine else '   FAILS'}"
    ), fine


def table() -> bool:
    """Print the table; whether everything in it holds."""
    verifiers = tuple(map(Verifier, (*witnesses(), saturated())))
    print(
        f"{'derivation':17}{'eq.':>4}{'lines':>7}{'rules':>7}{'residual':>10}"
        f"{f'{DIGITS} digits':>10}{'exact':>7}  mutants rejected/all"
    )
    fine = True
    for d in DERIVATIONS.values():
        text, holds = row(d, verifiers)
        fine &= holds
        print(text, flush=True)
    print(
        "residual: largest miss over max(1, |goal|); the same in mpmath; exact:"
        "\nlines that are identities in symbols; mutants not rejected equal their line"
    )
    return fine


def lines(slug: str) -> bool:
    """Print one derivation's lines; whether there is one of that name."""
    if slug not in DERIVATIONS:
        print(f"There is no derivation {slug!r}: {', '.join(DERIVATIONS)}.")
        return False
    d = DERIVATIONS[slug]
    print(f"{d.title}, source section {d.section}")
    for n, line in enumerate(d.lines, 1):
        print(f"{n:3}  {line.rule}: {line.note}")
        print(f"     {d.goal_latex(line)} = {line.latex()}")
    return True


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(0 if (all([lines(slug) for slug in asked]) if asked else table()) else 1)

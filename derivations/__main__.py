"""`python -m derivations`: checks every derivation; exits with 1 if anything fails.

Then what another activation changes in them, and the mean of the losses, or the last
alone.  With slugs as arguments, the lines of those derivations.
"""

import argparse
import sys
from textwrap import fill
from types import SimpleNamespace

import numpy as np

from derivations import DERIVATIONS, Derivation, Network, in_activation, with_reduction
from derivations.derivation import Line
from derivations.evaluation.activation import NAMES
from derivations.proof.identity import applies, is_identity
from derivations.proof.trial import Trial, extreme_witnesses, trial, witnesses
from derivations.proof.verify import Check, Verifier

DIGITS = 30
SATURATED = 40.0
ROOM = 10_000_000_000
"""What more digits may take where probabilities leave float64, in operations."""


def saturated(activation: str = "sigmoid") -> Network:
    """A network in which h (1 - h) of every unit is 0 in float64."""
    rng = np.random.default_rng(1)
    params = SimpleNamespace(
        H=rng.normal(size=(3, 3)),
        L=np.full((3, 5), SATURATED) + np.arange(5),
        U=rng.normal(size=(5, 3)),
        h0=rng.uniform(size=3),
    )
    words = rng.integers(0, 5, 4), rng.integers(0, 5, 4)
    return Network(params, *words, activation=activation)


def judges(activation: str = "sigmoid") -> tuple[Verifier, ...]:
    """The networks that lines are checked on, the saturated one last."""
    return tuple(map(Verifier, (*witnesses(activation), saturated(activation))))


Own = list[tuple[Derivation, Line]]


def changed(activation: str, reduction: str) -> Own:
    """The lines of all derivations that this activation and this reduction change."""
    return [
        (other, line)
        for d in DERIVATIONS.values()
        for other in [with_reduction(in_activation(d, activation), reduction)]
        for line in other.lines
        if line not in d.lines
    ]


def row(name: str, own: Own, verifiers: tuple[Verifier, ...]) -> tuple[str, bool]:
    """One row of the table, and whether all of its lines hold."""
    checks = [v.check(d, line) for v in verifiers for d, line in own]
    precise = max(verifiers[1].precise_residual(d, line, DIGITS) for d, line in own)
    exact = [is_identity(d, line) for d, line in own if applies(d, line)]
    trials = [trial(d, line, verifiers[:-1]) for d, line in own]
    fine = all(check.holds for check in checks) and precise < 10.0**-DIGITS
    numbers = f"{precise:10.1e}{sum(exact):7}"
    return _row(name, own, checks, numbers, trials, fine and all(exact))


def extreme_row() -> tuple[str, bool]:
    """The same of every line with ReLU, on networks of scale 16: each line is decided
    on some of them, and wrong on none.
    """
    own = [
        (relu, line)
        for d in DERIVATIONS.values()
        for relu in [in_activation(d, "relu")]
        for line in relu.lines
    ]
    verifiers = tuple(Verifier(network, ROOM) for network in extreme_witnesses())
    judges = tuple(map(Verifier, witnesses("relu")))
    checks = [[v.check(d, line) for v in verifiers] for d, line in own]
    trials = [trial(d, line, verifiers, judges) for d, line in own]
    fine = all(
        any(check.holds for check in of_line)
        and not any(check.holds is False for check in of_line)
        for of_line in checks
    )
    decided = [check for of_line in checks for check in of_line if check.checked]
    return _row("ReLU, scale 16", own, decided, " " * 17, trials, fine)


def _row(
    name: str,
    own: Own,
    checks: list[Check],
    numbers: str,
    trials: list[Trial],
    fine: bool,
) -> tuple[str, bool]:
    survived = [mutant for made in trials for mutant in made.survived]
    rejected = sum(made.rejected for made in trials)
    every = rejected + sum(made.equal for made in trials) + len(survived)
    worst = max(check.residual for check in checks)
    rules = len({line.rule for _, line in own})
    fine = fine and not survived
    return (
        f"{name:21}{len(own):7}{rules:7}{worst:10.1e}{numbers}"
        f"{rejected:9}/{every}{'' if fine else '   FAILS'}"
    ), fine


def table() -> bool:
    """Print the table; returns whether everything in it holds."""
    verifiers = judges()
    print(
        f"{'derivation':17}{'eq.':>4}{'lines':>7}{'rules':>7}{'residual':>10}"
        f"{f'{DIGITS} digits':>10}{'exact':>7}  mutants rejected/all"
    )
    fine = True
    for d in DERIVATIONS.values():
        number = f"({d.equation})" if d.equation else ""
        own = [(d, line) for line in d.lines]
        text, holds = row(f"{d.slug:17}{number:>4}", own, verifiers)
        fine &= holds
        print(text, flush=True)
    versions = [(f"σ is {name}", name, "sum") for name in NAMES[1:]]
    versions += [(f"{other} loss", NAMES[0], other) for other in ("mean", "last")]
    for title, activation, reduction in versions:
        own = changed(activation, reduction)
        text, holds = row(title, own, judges(activation))
        fine &= holds
        print(text, flush=True)
    text, holds = extreme_row()
    fine &= holds
    print(text, flush=True)
    print(
        "residual: largest miss over max(1, |goal|); the same in mpmath; exact:"
        "\nlines that are identities in symbols; mutants not rejected equal their line."
        "\nBelow the derivations: the lines that another σ or a mean changes; then all"
        "\nlines on a network whose probabilities leave float64."
    )
    return fine


def lines(slug: str) -> bool:
    """Print the lines of one derivation; returns whether it exists."""
    if slug not in DERIVATIONS:
        print(f"There is no derivation {slug!r}: {', '.join(DERIVATIONS)}.")
        return False
    d = DERIVATIONS[slug]
    print(f"{d.title}, source section {d.section}")
    for n, line in enumerate(d.lines, 1):
        print(f"{n:3}  {line.rule}: {line.note}")
        print(f"     {d.goal_latex(line)} = {line.latex()}")
    return True


def main(arguments: list[str] | None = None) -> int:
    """The exit status for the words after `python -m derivations`."""
    parser = argparse.ArgumentParser(
        "python -m derivations",
        description="Check every derivation and print a table. With slugs, print the\n"
        "lines of those derivations. The exit status is 1 if anything fails.",
        epilog=fill(f"The slugs: {', '.join(DERIVATIONS)}.", break_on_hyphens=False),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="a derivation")
    asked = parser.parse_args(arguments).slugs
    fine = all([lines(slug) for slug in asked]) if asked else table()
    return 0 if fine else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stderr.close()

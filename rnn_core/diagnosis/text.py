"""A report in words, for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .report import Finding, MatrixVerdict, Report

MOST_COUNTS = 12
"""Steps up to which the triangle is printed."""
MOST_FINDINGS = 5


def report_text(report: "Report") -> str:
    """Verdicts, what fits best in words and code, the triangle, hints; no colours."""
    lines = [_verdict(name, verdict) for name, verdict in report.matrices.items()]
    if report.right:
        lines += ["", "All that was given is right."]
    else:
        lines += [line for part in _wrong(report) for line in ("", *part)]
    return "\n".join(lines)


def _verdict(name: str, verdict: "MatrixVerdict") -> str:
    if verdict.agrees:
        return f"dJ/d{name}: right"
    place = ",".join(str(i + 1) for i in verdict.worst)
    at = f"({place})"
    if verdict.bias:
        at = f"({verdict.worst[0] + 1}) of {verdict.bias}"
    return (
        f"dJ/d{name}: wrong, off by {verdict.relative:.3g} of its largest entry; "
        f"furthest at {at}: {verdict.given:.6g} where {verdict.true:.6g} is right"
    )


def _wrong(report: "Report") -> Iterator[list[str]]:
    if report.findings:
        best = report.findings[0]
        yield [f"It is this: {best.title}.", best.did]
        yield ["written:", *_indented(best.code_wrong)]
        yield ["right:", *_indented(best.code_right)]
        if best.residual:
            yield [f"That reproduces the numbers to {best.residual:.1e}."]
        yield from _others(report.findings)
    else:
        yield ["No mistake that is known here makes these numbers.", *report.hints]
    if report.counts is not None and _speaks(report.counts):
        yield [
            "How often each loss (down) counts at each instance (across); right is 1:",
            *_triangle(report.counts, report.counts_unique),
        ]


def _others(findings: "tuple[Finding, ...]") -> Iterator[list[str]]:
    best, *others = findings
    same = [one for one in others if one.group == best.group][:MOST_FINDINGS]
    if same:
        titles = [f"  {one.title} [{', '.join(one.mistakes)}]" for one in same]
        network = best.told_apart
        if network is None:
            tells = "They always make the same numbers as far as is known here."
        else:
            hidden, vocab = network.params.L.shape
            tells = (
                f"A network tells them apart: findings[0].told_apart, D_h = {hidden}, "
                f"|V| = {vocab}, T = {len(network.inputs)}."
            )
        yield ["On this network these make the same numbers:", *titles, tells]
    rest = [one for one in others if one.group != best.group][:MOST_FINDINGS]
    if rest:
        titles = [f"  {one.title} [{', '.join(one.mistakes)}]" for one in rest]
        yield ["To the digits that were given, these fit as well:", *titles]


def _indented(code: str) -> list[str]:
    return [f"    {line}" for line in code.splitlines()]


def _triangle(counts: np.ndarray, unique: np.ndarray | None) -> list[str]:
    rows = []
    for t in range(len(counts)):
        cells = []
        for k in range(t + 1):
            sure = unique is None or unique[t, k]
            cells.append(_count(float(counts[t, k])) + (" " if sure else "?"))
        rows.append(f"  t = {t + 1:2d} " + "".join(cells))
    return rows


def _speaks(counts: np.ndarray) -> bool:
    """Few enough, not all 1, and none larger than adding losses up would make."""
    sizes = np.abs(counts[np.tri(len(counts), dtype=bool) & np.isfinite(counts)])
    few = len(counts) <= MOST_COUNTS and bool((sizes <= len(counts) + 1).all())
    return few and bool((np.abs(sizes - 1) > 1e-6).any())


def _count(value: float) -> str:
    if np.isnan(value):
        return "      ·"
    near = round(value)
    return f"{near:7d}" if abs(value - near) < 5e-4 else f"{value:7.3f}"

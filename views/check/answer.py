"""Draws the answer of a diagnosis: verdicts, heat map, findings, triangle."""

from functools import partial

import streamlit as st

from rnn_core import Finding

from ..shell.navigation import go_to_page
from ..shell.presenting import is_presenting
from ..shell.say import say
from ..text.naming import code_in_names, named, names_here
from . import components
from .answer_words import (
    NOT_NAMED,
    basis,
    finding_heading,
    left_when_mended,
    open_triangle_words,
    tells_triangle,
    told_apart_words,
    triangle_is_open,
    triangle_words,
    verdict,
    verdict_list,
)
from .diagnose import Answer, true_counts
from .findings import finding_list, line_of
from .given_heatmaps import given_heatmaps
from .summed_triangle import triangles_html
from .take_network import small_npz
from .telling_apart import ALWAYS

MOST = 4
"""Findings that are drawn."""


def draw_answer(found: Answer) -> None:
    """Draw what was found: right, a mistake by name, or hints."""
    report = found.report
    say(f"**{verdict(found)}**")
    say(basis(found))
    if found.brought.notes:
        st.text(named("\n".join(found.brought.notes)))
    components.heatmaps(given_heatmaps(found, is_presenting()), "given_heatmaps")
    say(verdict_list(found))
    if report.right:
        return
    if report.findings:
        say(finding_heading(found))
        for number, one in enumerate(report.findings[:MOST], 1):
            _draw_finding(found, one, number)
        _draw_network_that_tells(found)
    else:
        say(NOT_NAMED)
        say("\n".join(f"- {line}" for line in report.hints))
    if triangle_is_open(found):
        say(open_triangle_words(found))
    elif report.counts is not None and tells_triangle(found):
        say(f"**The triangle as you summed it.** {triangle_words(found)}")
        tables = triangles_html(report.counts, true_counts(found), report.counts_unique)
        st.html(named(tables))


def _draw_finding(found: Answer, one: Finding, number: int) -> None:
    listed = finding_list(found, one, number, is_presenting())
    components.slips(listed, partial(_derive, found, one), f"finding_{number}")
    names = names_here()
    for mistake in one.parts:
        wrong, right = st.columns(2)
        with wrong:
            say("Written, more or less")
            st.code(code_in_names(mistake.code_wrong, names), None, wrap_lines=True)
        with right:
            say("Right")
            st.code(code_in_names(mistake.code_right, names), None, wrap_lines=True)
    if left := left_when_mended(one):
        say(left)


def _draw_network_that_tells(found: Answer) -> None:
    """Offer a network on which explanations differ that are alike on this one."""
    for one in found.report.findings:
        if one.told_apart is None:
            continue
        say(told_apart_words(found, one))
        st.download_button(
            "A network that tells them apart (.npz)",
            partial(small_npz, one.told_apart, found.brought.activation, names_here()),
            file_name="unrolled-tells-apart.npz",
            key="told_apart",
            on_click="ignore",
        )
        return
    groups = [one.group for one in found.report.findings]
    if len(groups) > len(set(groups)):
        say(ALWAYS)


def _derive(found: Answer, one: Finding, slug: object) -> None:
    """Show the line that has a mistake right."""
    if isinstance(slug, str) and slug in one.mistakes:
        goal = line_of(found, slug)
        go_to_page("derive", derivation=goal["slug"], line=goal["line"])

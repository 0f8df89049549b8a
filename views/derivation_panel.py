"""A derivation, line by line, proved on the network of the screen."""

from typing import Any

import streamlit as st

from derivations import DERIVATIONS, Derivation
from derivations.symbols import i as row
from derivations.symbols import j as column
from derivations.symbols import t as loss

from . import components
from .model import Model
from .proof import definition, proof, said
from .settings import SETTINGS, Choice, Selection
from .sidebar import number, put


def derivation_panel(net: Model, selection: Selection) -> None:
    """Choose a derivation, symbols or numbers, and step through its lines."""
    st.markdown(
        "**Why: the derivation, line by line.** Each line was computed by its rule "
        "and is checked, number by number, against the network above."
    )
    if selection.matrix != "H":
        st.markdown(f"It derives hidden weights H; picked is {selection.matrix}.")
    which, how, where = st.columns([5, 3, 2], vertical_alignment="bottom")
    with which:
        slug = _choice("derivation", "Derivation", lambda s: DERIVATIONS[s].title)
    with how:
        show = _choice("show", "Written in", str)
    derivation = DERIVATIONS[slug]
    with where:
        count = len(derivation.lines)
        notices: list[str] = []
        at = number("line", "Line", 1, count, f"its {count} lines", notices)
    if notices:
        st.text("\n".join(notices))
    components.formulas(
        "lines",
        panel(net, selection, derivation, show == "numbers", at),
        lambda line: put(line=min(max(int(line), 1), count)),
    )


def panel(
    net: Model, selection: Selection, derivation: Derivation, numbers: bool, line: int
) -> dict[str, Any]:
    """The lines with rule, note and check; in numbers, at the picked indices."""
    options: dict[str, Any] = {"refs": True, "at": None}
    number: dict[str, Any] = {}
    if numbers:
        hidden = net.params.hidden
        number["network"] = definition(net.config)
        options["at"] = {
            loss: selection.t,
            row: min(selection.i, hidden),
            column: min(selection.j, hidden),
        }
    checks = proof(net.config, derivation.slug)
    left = ""
    lines = []
    for item, check in zip(derivation.lines, checks, strict=True):
        goal = derivation.goal_latex(item, **options)
        plain = derivation.goal_latex(item, at=options["at"])
        head = rf"\phantom{{{plain}}}" if goal == left else goal
        left = goal
        lines.append(
            {
                "tex": [f"{head} = {item.latex(**options, **number)}"],
                "rule": item.rule[0].upper() + item.rule[1:],
                "note": item.note,
                "check": said(check),
                "holds": check.holds,
            }
        )
    return {
        "kind": "derivation",
        "lines": lines,
        "line": line,
        "label": f"{derivation.title}: {len(lines)} lines; arrow keys step",
    }


def _choice(name: str, label: str, title: Any) -> str:
    setting = SETTINGS[name]
    assert isinstance(setting, Choice)
    options = {"key": name, "format_func": title, "bind": "query-params"}
    default = setting.options.index(setting.default)
    if name == "derivation":
        return str(st.selectbox(label, setting.options, default, **options))
    return str(st.radio(label, setting.options, default, horizontal=True, **options))

"""The page Derive: a derivation line by line, in symbols or in numbers."""

import streamlit as st

from derivations.language.symbols import tau
from views.derive import components
from views.derive.controls import draw_controls, open_derivation, set_element, set_line
from views.derive.lines import derivation_data
from views.derive.map import map_data
from views.derive.own_line.section import draw_own_lines
from views.derive.program_section import draw_program, show_code
from views.derive.telling import tells_all
from views.model.indexing import one_based
from views.model.model import Model, model
from views.proofs.checks import definition
from views.proofs.version import describe_version
from views.runtime.run_lock import serialized
from views.shell.say import say
from views.shell.sidebar import Sidebar
from views.text.naming import named, names_here


@st.fragment
@serialized
def derive(view: Sidebar) -> None:
    """Draw the page; a choice made here draws it again without the sidebar."""
    net = model(view.config)
    notices = view.all_notices(net)
    notices_box = st.container()
    above = st.container(key="aside_map")
    with st.container(key="aside_derive"):
        choice = draw_controls(definition(view.config), view.reduction, notices)
    with above:
        say(
            "**From elements to matrices.** Each line is computed by its rule and "
            f"checked by number on this network. {describe_version(choice.version)}"
            f"{_always_one(net)}"
        )
        cards = map_data(choice.version.slug, view.reduction)
        components.derivation_map(cards, open_derivation)
    with st.container(key="pic_lines"):
        if choice.predict != "whole":
            components.derivation(
                derivation_data(
                    net,
                    choice.version,
                    choice.line,
                    choice.index_values,
                    choice.show,
                    choice.predict,
                    names_here(),
                ),
                set_line,
                set_element,
            )
        draw_own_lines(view, choice.predict)
    tells = tells_all(choice.version, choice.line, choice.predict)
    if tells and choice.show == "code":
        tau_drawn = tau in (choice.index_values or {})
        draw_program(choice.version, net.trace.steps, tau_drawn, notices)
    elif tells and choice.version.slug == "full-gradient":
        with st.container(key="aside_to_program"):
            st.button("The program that these lines come to", on_click=show_code)
    if notices:
        notices_box.text(named("\n".join(notices)))


def _always_one(net: Model) -> str:
    """What stands in the row of a unit for biases; "" where there is none."""
    if net.constant is None:
        return ""
    unit = one_based(net.constant)
    return (
        f" Unit {unit} is always 1 and holds the biases: it is derived like any other, "
        f"but nothing trains it: row {unit} of ∂J/∂H and ∂J/∂L counts as 0 elsewhere."
    )


derive(st.session_state["_view"])

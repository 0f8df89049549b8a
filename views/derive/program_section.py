"""The program below the lines: plain NumPy that the derivations come to."""

import streamlit as st

from derivations import DERIVATIONS, program
from derivations.code.setup import setup

from ..proofs.version import Version
from ..shell.controls import number
from ..shell.say import say
from ..shell.state import set_settings
from ..text.naming import names_here
from . import components
from .program_data import program_data

ABOUT = (
    "Forwards, loss, backwards, a check by differences and training: NumPy and nothing "
    "else. Its formulas are printed from the lines that are proven above."
)
BEFORE = (
    "A line’s code stands after this: the network’s arrays out of H, L, U, h0, inputs "
    "and targets (word ids from 0), and d, a derivative by complex step."
)


def draw_program(
    version: Version, steps: int, window_drawn: bool, notices: list[str]
) -> None:
    """Draw the program, its window, and what stands before the code of a line.

    `window_drawn`: the window is among the controls above. Adds a message for a window
    that does not fit.
    """
    with st.container(key="aside_program"):
        st.subheader("The program", anchor="program")
        say(ABOUT)
        if window_drawn:
            window = int(st.session_state["window"])
        else:
            label = "Window w of the program: steps kept (0: all)"
            because = f"T = {steps}"
            with st.columns(3)[0]:
                window = number("window", label, 0, steps, because, notices)
    activation, reduction = version.activation, version.reduction
    names = names_here()
    with st.container(key="pic_program"):
        shown = program_data(activation, reduction, window, version.slug, names)
        components.program(shown, open_equation)
    with st.container(key="aside_program_files"):
        st.download_button(
            "Download the program (.py)",
            program(activation, reduction, window or None, names),
            file_name="unrolled-program.py",
            mime="text/x-python",
            key="program_file",
            on_click="ignore",
        )
        with st.expander("What stands before the code of a line"):
            say(BEFORE)
            st.code(setup(activation, names), language="python", wrap_lines=True)


def open_equation(sent: object) -> None:
    """Open the line of a derivation that was asked for."""
    if not isinstance(sent, dict):
        return
    slug, line = sent.get("derivation"), sent.get("line")
    if slug in DERIVATIONS and isinstance(line, int | float) and line >= 1:
        set_settings(derivation=slug, line=int(line))


def show_code() -> None:
    """For a callback: show the lines' code, and the program."""
    set_settings(show="code")

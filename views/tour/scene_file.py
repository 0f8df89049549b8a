"""Loads a scene list from a file, and reports what is wrong with it."""

from typing import Any

import streamlit as st

from ..address.notices import show_invisible
from ..shell.hall.packed import LOADED, keep
from ..shell.scenes import LONGEST, SceneList, parse_scene_list
from ..text.naming import named

HOW = """
A scene list is a plain text file. A scene is a line with its title, a line with its
address, and its words. The address is what *Copy link* gives, or its settings alone
(page=derive&line=3). A phrase in brackets sets what the address behind it says. What a
scene does not set is the default, unless a line “all:” before the first title sets it;
names, too, stay as the reader chose them.
"""
EXAMPLE = """all: text=the cat sees the dog and the dog sees the cat&T=6

# One weight, many instances
page=unroll&t=4&k=3&focus=network
H₁₂ is one number, used once a step. Loss 4 feels it through [instance 0](k=0) too.
"""
STUDENTS = """
In a scene of your list *Copy link* gives a link that holds the whole list, if that is
short enough (some 15,000 characters). Give your students a longer one as a file, and
they load it here. A line that begins with “notes:” is in the presenter’s window alone.
"""
STYLE = """<style>
.st-key-scene_file [data-testid="stFileUploaderDropzone"] {
    background: transparent; border: 1px solid #808080; }
.st-key-scene_file [data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
</style>"""
"""The field has the page's own ground, in every appearance, and no other limit."""


def draw_loader() -> None:
    """Draw the file input, instructions, and the mistakes in the last file."""
    with st.expander("Write a scene list of your own"):
        st.markdown(HOW)
        st.code(named(EXAMPLE), language=None, wrap_lines=True)
    st.html(STYLE)
    sent = st.file_uploader(
        f"Load a scene list (text, up to {LONGEST:,} characters)",
        type=["txt"],
        key="scene_file",
    )
    if sent is not None:
        name, text = show_invisible(sent.name, 60), sent.getvalue()
        if keep(read_scene_file(sent), name, text.decode("utf-8-sig", "replace")):
            st.rerun()
    if LOADED in st.session_state:
        loaded_list = st.session_state[LOADED]
        count = len(loaded_list.scenes)
        place = ", first on this page." if count else "."
        read = f"{count} scene{'' if count == 1 else 's'} read{place}"
        st.text("\n".join([read, *loaded_list.errors]))
    st.markdown(STUDENTS)


def read_scene_file(sent: Any) -> SceneList:
    """The text of a file; a message where it cannot be read."""
    if sent.size > 4 * LONGEST:
        return SceneList((), (f"The file is longer than {LONGEST:,} characters.",))
    try:
        return parse_scene_list(sent.getvalue().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return SceneList((), ("The file is not UTF-8 text.",))

"""The choice of what plays, and the frame that the address says."""

from collections.abc import Mapping

import streamlit as st

from ...address.settings import LARGE, Selection
from ...model.model import Model
from ...shell.compat import is_restoring
from ...shell.controls import number, radio
from ...shell.state import set_settings
from ..data_types import NetworkData
from .back import back_frames
from .data_types import Motion
from .forward import forward_frames
from .outer import outer_frames

ABOUT = (
    "forward: words come in and states fill. back: the error of the chosen loss walks "
    "back and leaves its terms. outer: error and state make the cells of one "
    "instance’s gradient."
)
PLAIN = (
    "Nothing",
    "The network runs",
    "The error walks back",
    "The outer product fills",
)
"""What plays, in plain words."""
READ = (
    "A disc is filled by the size of its unit’s value, orange above 0 and blue below. "
    "The strong lines carry what comes in."
)
"""How a network that runs is read."""
PLAYED = "_played"
"""What played before: another one begins at its beginning."""


def draw_motion(net: Model, selection: Selection, notices: list[str]) -> Motion | None:
    """Draw the choice; what plays and its frame, or None.

    The frame's box only carries it in the address, unseen.
    """
    kind = radio("motion", "Play", ABOUT, PLAIN)
    before = st.session_state.get(PLAYED)
    st.session_state[PLAYED] = kind
    if kind == "off":
        return None
    motion = motion_frames(kind, net, selection)
    if before not in (None, kind) and not is_restoring():
        set_settings(frame=0)
    last = len(motion["at"]) - 1
    motion["frame"] = number("frame", "Frame", 0, last, f"{last} frames", notices)
    return motion


def in_motion(data: NetworkData, motion: Motion | None) -> NetworkData:
    """A network's data with what plays in it, and how it is then read."""
    if motion is None:
        return data
    rest = READ if motion["kind"] == "forward" else data["rest"]
    return {**data, "motion": motion, "rest": rest}


def motion_frames(kind: str, net: Model, selection: Selection) -> Motion:
    """What plays, at its first frame."""
    if kind == "forward":
        return forward_frames(net, selection.t)
    return {"back": back_frames, "outer": outer_frames}[kind](net, selection)


def set_frame(sent: object) -> None:
    """Set the frame that what plays was left at.

    A browser can send anything, and late: what no longer plays is left out.
    """
    if not isinstance(sent, Mapping):
        return
    frame = sent.get("frame")
    if sent.get("kind") != st.session_state.get("motion"):
        return
    if isinstance(frame, int | float) and 0 <= frame < LARGE:
        set_settings(frame=int(frame))

"""The QR code of a link, for a room to scan."""

from typing import TypedDict

import streamlit as st

DRAWN = "_qr"
"""The code that the next run sends to the browser."""
LONGEST = 2953
"""Bytes that the largest code holds."""


class QrCode(TypedDict):
    """A code, a row of 0 and 1 after the other; no rows where the link is too long."""

    link: str
    rows: list[str]


def qr_rows(link: str) -> list[str]:
    """The modules of a link's code, 1 for dark; none if it is longer than any holds.

    A link is ASCII, as browsers write it; a ValueError for other texts.
    """
    if not link.isascii():
        raise ValueError("a link is ASCII")
    if len(link) > LONGEST:
        return []
    # Here, since most visits ask for none.
    import segno

    code = segno.make(link, error="l", mode="byte", micro=False)
    return ["".join(map(str, row)) for row in code.matrix]


def ask_for_qr(link: object) -> None:
    """For a callback: draw the code of a link that the browser sent."""
    if isinstance(link, str) and link.isascii():
        st.session_state[DRAWN] = QrCode(link=link[:9999], rows=qr_rows(link))


def take_qr() -> QrCode | None:
    """The code that was asked for, once."""
    code: QrCode | None = st.session_state.pop(DRAWN, None)
    return code

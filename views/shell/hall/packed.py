"""Scene lists packed for a link's fragment, and those that a fragment brought.

A fragment is `#scenes=` and the list as UTF-8, deflated without a header, in the
alphabet of addresses (RFC 4648, base64url).  The browser unpacks it, since no server
hears of a fragment; what it sends is read as a file is.
"""

import zlib
from base64 import urlsafe_b64encode

import streamlit as st

from ..scenes import LONGEST, SceneList, parse_scene_list
from ..state import notify

LOADED = "_scenes"
"""The scene list that was loaded: from a file, or from a link's fragment."""
NAMED = "_scenes_name"
"""What it is called."""
PACKED = "_scenes_packed"
"""The list packed, as a link carries it, where it is short enough."""
MOST_PACKED = 8000
"""Characters of a packed list in a link; what passes links on cuts longer ones."""
LOOKED = "_scenes_looked"
"""Whether the browser has looked for a list in its address."""
FROM_LINK = "The list of this link"
UNUSABLE = {
    "damaged": "The scene list in this link cannot be read: a part of it is missing or "
    "changed. The view is shown without its words.",
    "long": f"The scene list in this link has more than {LONGEST:,} characters: it is "
    "not read. The view is shown without its words.",
    "old": "This browser cannot unpack the scene list in this link. The view is shown "
    "without its words.",
}
"""What is said where the browser could not unpack a list."""


def pack(text: str) -> str:
    """A list as a fragment carries it."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(text.encode("utf-8", "replace")) + deflate.flush()
    return urlsafe_b64encode(body).decode("ascii").rstrip("=")


def keep(scene_list: SceneList, name: str, text: str) -> bool:
    """Keep a list, read from `text`, in the session; whether it is another than before.

    One without a scene is kept for its messages.
    """
    kept = st.session_state
    new = {LOADED: scene_list, NAMED: name}
    if all(kept.get(key) == value for key, value in new.items()):
        return False
    packed = pack(text) if scene_list.scenes else ""
    kept.update({**new, PACKED: packed if len(packed) <= MOST_PACKED else ""})
    return True


def take_fragment(sent: object) -> None:
    """For a callback: read the list that a fragment held, or say why there is none.

    `sent` is the list after `=`, a word of `UNUSABLE`, or another where it held none.
    """
    if not isinstance(sent, str):
        return
    if sent in UNUSABLE:
        notify(UNUSABLE[sent])
    elif not sent.startswith("="):
        st.session_state[LOOKED] = True
    elif len(sent) > LONGEST + 1:
        notify(UNUSABLE["long"])
    else:
        keep(parse_scene_list(sent[1:]), FROM_LINK, sent[1:])


def was_looked_for() -> bool:
    """Whether the browser has said that the fragment of its address holds no list.

    Before it has, no one can say that a list is missing.
    """
    return LOOKED in st.session_state


def packed_list() -> str | None:
    """The loaded list as a link carries it; "" where it is too long, None without."""
    if LOADED not in st.session_state or not st.session_state[LOADED].scenes:
        return None
    return str(st.session_state.get(PACKED, ""))

"""The types of the data of what is in the hall; data_types.js has the same."""

from typing import TypedDict


class PresenterData(TypedDict):
    """The presenter's window."""

    name: str
    """What the window that is presented goes by."""

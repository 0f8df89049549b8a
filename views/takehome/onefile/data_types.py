"""The types of what a file of one view holds; data_types.js has the same."""

from typing import TypedDict

from ...components.data_types import FormulasData
from ...unroll.at_once.data_types import DrawnData, KnownData
from ...unroll.data_types import BarsData, NetworkData, TriangleData


class FileData(TypedDict):
    """A view, and the numbers that answer every pick in it."""

    names: dict[str, str]
    """Those of another course, by the source's."""
    labels: dict[str, str]
    """What tells a matrix from others in a formula."""
    headline: FormulasData
    network: NetworkData
    triangle: TriangleData
    bars: BarsData
    chain: FormulasData
    known: KnownData | None
    """None where these are too many: nothing can be picked then."""
    drawing: DrawnData | None
    sizes: dict[str, tuple[int, int]]
    """Rows and columns of each matrix."""
    query: str
    """What restores the view, behind the address of any copy of the app."""
    address: str
    """That of this copy; "" where it is not known."""

"""A network's numbers, kept for all visitors, and which of one's picks was heard."""

from ...address.settings import Config
from ...model.model import Model
from ...runtime.cache import cached
from ...shell.selection import heard
from .data_types import KnownData
from .drawn import drawn
from .known import Data, mark, numbers_of
from .longest import longest


def known(model: Model) -> KnownData:
    """What the browser is sent of a network, or NOTHING where that is too much."""
    return _known(model.config, model)


@cached
def _known(config: Config, _model: Model) -> KnownData:
    numbers, most = numbers_of(_model), longest(_model)
    if not numbers["net"]:
        return numbers
    drawing = drawn(_model, 0)
    if not numbers["delta_o"]:
        drawing = {**drawing, "words": [], "targets": [], "sure": []}
    told: KnownData = {**numbers, "drawing": drawing}
    return {**told, "longest": most} if most else told


def marked(data: Data, role: str, numbers: KnownData) -> Data:
    """A picture's data that says which it is, and which of the visitor's picks it
    comes after.
    """
    return mark(data, role, numbers, heard())

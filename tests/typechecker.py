"""Enforces annotations in tests: shapes of arrays, and what functions return.

Not what a caller passes as a plain number, word or array-like: public functions take
any such thing and refuse it in words of their own, which is tested too.
"""

from typing import Literal

from beartype import BeartypeConf, FrozenDict, beartype
from numpy.typing import ArrayLike

checked = beartype(
    conf=BeartypeConf(
        hint_overrides=FrozenDict(
            {
                int: object,
                float: object,
                str: object,
                ArrayLike: object,
                Literal["sum", "mean"]: object,
            }
        )
    )
)

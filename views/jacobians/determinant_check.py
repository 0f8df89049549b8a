"""Checks the singular values of a product of Jacobians against its determinant."""

from ..text.names import derivative_name
from ..text.numerals import MINUS, short
from .captions import balance_word
from .horizon import WHOLE, Balance


def balance_lines(t: int, s: int, found: Balance | None) -> str:
    """sum log sigma_i = sum log sigma' + (t-s) log|det H|, both in numbers, as HTML."""
    head = "<strong>The singular values, checked.</strong>"
    if found is None:
        return (
            f"<p>{head} Beyond D_h = {WHOLE} singular values are not all found, so "
            "there is nothing to add up.</p>"
        )
    apart = "" if found.left == found.right else _apart(found)
    return (
        f'<p class="balance">{head} The product of all singular values of '
        f"{derivative_name(t, s)} is the size of its determinant, and that is known "
        f"without them: Σ log singular values = {_number(found.left, 'left')}; "
        f"Σ log σ′ + (t − s) log |det H| = {_number(found.right, 'right')}. "
        f"The two {balance_word(found)}{apart}.</p>"
    )


def _apart(found: Balance) -> str:
    return f": they differ by {_number(found.left - found.right, 'apart')}"


def _number(value: float, name: str) -> str:
    full = repr(value)
    text = short(value).replace("nan", "?")
    title = full.replace("-", MINUS)
    return f'<span class="{name}" data-value="{full}" title="{title}">{text}</span>'

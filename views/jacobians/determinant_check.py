"""Checks the singular values of a product of Jacobians against its determinant."""

from ..text.names import derivative_name
from ..text.numerals import every_digit, short
from .captions import balance_word
from .horizon import WHOLE, Balance


def balance_lines(t: int, s: int, check: Balance | None) -> str:
    """sum log sigma_i = sum log sigma' + (t-s) log|det H|, both in numbers, as HTML."""
    head = "<strong>The singular values, checked.</strong>"
    if check is None:
        return (
            f"<p>{head} Beyond D_h = {WHOLE} singular values are not all found, so "
            "there is nothing to add up.</p>"
        )
    apart = "" if check.left == check.right else _apart(check)
    return (
        f'<p class="balance">{head} The product of all singular values of '
        f"{derivative_name(t, s)} is the size of its determinant, and that is known "
        f"without them: Σ log singular values = {_number(check.left, 'left')}; "
        f"Σ log σ′ + (t − s) log |det H| = {_number(check.right, 'right')}. "
        f"The two {balance_word(check)}{apart}.</p>"
    )


def _apart(check: Balance) -> str:
    return f": they differ by {_number(check.left - check.right, 'apart')}"


def _number(value: float, name: str) -> str:
    title = every_digit(value)
    return (
        f'<span class="{name}" data-value="{value!r}" title="{title}">'
        f"{short(value)}</span>"
    )

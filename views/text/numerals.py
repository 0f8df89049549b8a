"""How numbers are written: three significant digits and a real minus sign."""

import math

MINUS = "−"
DECADE = math.log(10)
PLAINLY_COUNTED = 10**9
"""Counts below this are written in full."""


def short(value: float) -> str:
    """Three significant digits: 0.0123, −1.23, 12,300, 4.56e−12."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value).replace("-", MINUS).replace("inf", "∞")
    size = abs(value)
    if 1e-4 <= float(f"{size:.2e}") < 1e5:
        decimals = max(0, 2 - math.floor(math.log10(float(f"{size:.2e}"))))
        text = f"{value:,.{decimals}f}"
    else:
        mantissa, exponent = f"{value:.2e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", MINUS)


def every_digit(value: float) -> str:
    """All the digits of a number: −1.25e−05."""
    return repr(value).replace("-", MINUS).replace("inf", "∞")


def bracketed(value: float) -> str:
    """A number as it stands after an operator: 0.5, (−0.5)."""
    return f"({short(value)})" if value < 0 else short(value)


def percent(share: float) -> str:
    """A share in percent, three digits: 62.1%; 100% only where it is exactly 1."""
    if share != 1 and short(100 * share) == "100":
        return "over 99.9%" if share < 1 else "just over 100%"
    return f"{short(100 * share)}%"


def exponential(log: float) -> str:
    """e to the power of a natural logarithm, however large or small."""
    if not math.isfinite(log):
        return "0" if log < 0 else short(log)
    if abs(log) < 600:
        return short(math.exp(log))
    power = math.floor(log / DECADE)
    mantissa = f"{math.exp(log - power * DECADE):.2f}"
    if mantissa == "10.00":
        mantissa, power = "1.00", power + 1
    return f"{mantissa}e{power}".replace("-", MINUS)


def count(number: int) -> str:
    """How many: 1,234, or the nearest power of ten, "about 10^10"."""
    if number < PLAINLY_COUNTED:
        return f"{number:,}"
    return f"about 10^{round(math.log10(number))}"


def plural(number: int, one: str, many: str = "") -> str:
    """1 step, 12,000 steps."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """In running text: a, "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"

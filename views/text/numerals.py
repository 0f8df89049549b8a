"""How numbers are written: three significant digits and a real minus sign."""

import math

MINUS = "−"


def short(value: float) -> str:
    """Three significant digits: 0.0123, −1.23, 12,300, 4.56e−12."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value).replace("-", MINUS)
    size = abs(value)
    if 1e-4 <= float(f"{size:.2e}") < 1e5:
        decimals = max(0, 2 - math.floor(math.log10(float(f"{size:.2e}"))))
        text = f"{value:,.{decimals}f}"
    else:
        mantissa, exponent = f"{value:.2e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", MINUS)

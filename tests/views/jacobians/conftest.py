"""Every expectation about Jacobians is computed with 40 digits."""

import mpmath
import pytest


@pytest.fixture(autouse=True)
def digits():
    with mpmath.workdps(40):
        yield

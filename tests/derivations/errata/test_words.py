"""Tests of the words of slips: they are read as they are, so they hold no TeX."""

import re

import pytest

from derivations import ERRATA


@pytest.mark.parametrize("slug", ERRATA)
def test_prose_has_real_subscripts(slug):
    e = ERRATA[slug]
    prose = " ".join([e.slip, e.note, e.instead or ""]).replace("D_h", "")
    assert not re.search(r"[_^{}\\$]", prose), prose

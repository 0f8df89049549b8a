"""Tests of memory at the addresses that take most, with `make soak` at all of them."""

import os

from benchmarks.addresses import LISTED, MEGABYTES, addresses, report, walk

LONG = bool(os.environ.get("UNROLLED_SOAK"))


def test_no_address_takes_more_memory_than_it_may(capsys):
    every = [address.query for address in addresses()]
    visits = list(walk([*LISTED, *(every if LONG else [])]))
    if LONG:
        with capsys.disabled():
            print(report(visits, 10))
    assert [visit for visit in visits if visit.megabytes > MEGABYTES] == []

"""Tests of memory at the addresses that take most, with `make soak` at all of them."""

from benchmarks.addresses import LISTED, MEGABYTES, addresses, report, walk
from tests.walks import SOAK


def test_no_address_takes_more_memory_than_it_may(capsys):
    every = [address.query for address in addresses()]
    visits = list(walk([*LISTED, *(every if SOAK else [])]))
    if SOAK:
        with capsys.disabled():
            print(report(visits, 10))
    assert [visit for visit in visits if visit.megabytes > MEGABYTES] == []

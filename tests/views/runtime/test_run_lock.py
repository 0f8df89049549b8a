"""Tests of the run lock and the cache: one run at a time, bounded, no deadlock."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from views.runtime import cache
from views.runtime.cache import PART, cached, estimate_bytes
from views.runtime.run_lock import hold, released, serialized


def test_one_at_a_time_and_again_within():
    inside, most = [], []

    @serialized
    def run(n):
        inside.append(n)
        most.append(len(inside))
        with hold():
            time.sleep(0.01)
        inside.remove(n)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(run, range(24)))
    assert most == [1] * 24


def test_an_error_gives_the_turn_back():
    with pytest.raises(KeyError), hold():
        raise KeyError
    with ThreadPoolExecutor(1) as other:
        assert other.submit(serialized(lambda: 3)).result(timeout=20) == 3


def test_who_computes_and_who_waits_for_it_lets_others_go_on():
    started, may_end, calls = threading.Event(), threading.Event(), []

    @cached
    def slow(number):
        calls.append(number)
        started.set()
        assert may_end.wait(20)
        return number * 2

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(serialized(lambda: slow(21)))
        assert started.wait(20)
        second = threads.submit(serialized(lambda: slow(21)))
        assert threads.submit(serialized(lambda: "free")).result(timeout=20) == "free"
        may_end.set()
        assert [future.result(timeout=20) for future in (first, second)] == [42, 42]
    assert calls == [21]


def test_without_the_turn_there_is_nothing_to_give_up():
    with released():
        pass
    with hold(), released(), hold():
        pass


def test_the_weight_of_arrays_is_their_bytes():
    array = np.zeros(1000)
    assert estimate_bytes(array) == 8000 + PART
    assert 8000 <= estimate_bytes({"a": array, "b": [array, array[:10]]}) < 9500
    assert estimate_bytes("x" * 500) == 500 + PART


def test_results_stay_within_their_bytes(monkeypatch):
    small = type(cache.results)(30_000, getsizeof=estimate_bytes)
    monkeypatch.setattr(cache, "results", small)

    @cached
    def squares(count):
        return np.arange(count) ** 2

    for count in range(500, 1500, 100):
        assert squares(count)[-1] == (count - 1) ** 2
        assert small.currsize <= 30_000
    assert 1 <= len(small) <= 6
    kept = squares(1400)
    assert squares(1400) is kept
    squares(100_000)
    assert small.currsize <= 30_000

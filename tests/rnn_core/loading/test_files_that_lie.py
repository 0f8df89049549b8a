"""Tests of files that say what is not so: they are refused, before anything is made."""

import io
import json
import math
import tracemalloc
import zipfile
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import load_network
from tests.rnn_core.loading.files import FORMATS, as_npy, as_npz, as_safetensors
from tests.rnn_core.loading.letters import WRITTEN, D, V
from tests.rnn_core.networks import refuses

NETWORK = WRITTEN["PyTorch"](0)[0]
EMBEDDED = WRITTEN["PyTorch, embedded"](0)[0]
SAFE = as_safetensors(NETWORK)
LENGTH = int.from_bytes(SAFE[:8], "little")
HEADER, DATA = json.loads(SAFE[8 : 8 + LENGTH]), SAFE[8 + LENGTH :]
LARGE = st.integers(0, 2**70) | st.sampled_from([2**31, 2**32, 2**62, 2**63, 2**64 - 1])
SHAPES = st.lists(LARGE | st.integers(0, 8), max_size=4)


@contextmanager
def little_memory(most=1_000_000):
    """Nothing within is as large as what the files claim."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def ends_in_words(source, **options):
    """The network, or None where it is refused; nothing else may happen."""
    with little_memory():
        try:
            loaded = load_network(source, **options)
        except ValueError as error:
            said = str(error)
            assert said.startswith(("the file", "the dict"))
            assert len(said) < 800
            assert all(line.isprintable() for line in said.split("\n"))
            return None
    for array in (loaded.params.H, loaded.params.L, loaded.params.U, loaded.params.h0):
        assert np.isfinite(array).all()
    return loaded


def headed(header, length=None):
    raw = json.dumps(header).encode()
    return (length or len(raw)).to_bytes(8, "little") + raw + DATA


@given(st.sampled_from(sorted(HEADER)), SHAPES)
def test_a_tensor_is_refused_whose_shape_is_not_its_size(name, shape):
    entry = {**HEADER[name], "shape": shape}
    loaded = ends_in_words(headed({**HEADER, name: entry}))
    if math.prod(shape) != math.prod(HEADER[name]["shape"]):
        assert loaded is None, "sizes that would wrap in 64 bits are not equal either"


@given(
    st.sampled_from(sorted(HEADER)),
    st.lists(LARGE | st.integers(-8, len(DATA) + 8), min_size=2, max_size=2),
)
def test_a_tensor_is_refused_that_lies_elsewhere(name, offsets):
    entry = {**HEADER[name], "data_offsets": offsets}
    loaded = ends_in_words(headed({**HEADER, name: entry}))
    assert (loaded is None) == (offsets != HEADER[name]["data_offsets"])


@given(st.integers(len(SAFE) - 7, 2**64 - 1) | st.sampled_from([2**31, 2**63]))
def test_a_header_longer_than_the_file_is_called_that(length):
    data = length.to_bytes(8, "little") + SAFE[8:]
    with little_memory():
        words = ["safetensors", f"{length:,} bytes", f"{len(SAFE) - 8:,} follow"]
        refuses(ValueError, words, load_network, data)


def test_a_length_that_looks_like_another_kind_of_file_is_a_length():
    """60 is "<", and 28,968 begins as pickles of old do."""
    for length in (60 + 256 * 4, 28_968):
        raw = json.dumps(HEADER).encode().ljust(length)
        loaded = load_network(length.to_bytes(8, "little") + raw + DATA)
        np.testing.assert_array_equal(loaded.params.h0[:D], NETWORK["h0"].ravel())


@given(SHAPES, st.sampled_from(["<f8", "<f4", "<i8", "|u1", "<U1000", "|O"]))
def test_a_member_is_refused_whose_shape_is_not_its_size(shape, kind):
    sizes = "".join(f"{size}, " for size in shape)
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({sizes}), }}\n"
    start = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("H.npy", start + bytes(8 * D * D))
        archive.writestr("L.npy", as_npy(np.ones((D, V))))
        archive.writestr("U.npy", as_npy(np.ones((V, D))))
    loaded = ends_in_words(file.getvalue())
    if shape != [D, D] and shape[-2:] != [D, D]:
        assert loaded is None


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
def test_a_file_that_is_cut_short_is_refused(kind, data):
    whole = FORMATS[kind]({**NETWORK, "inputs": np.arange(V)})
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert ends_in_words(whole[:cut]) is None


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
def test_the_place_of_a_number_that_is_none_is_said(kind, data):
    name = data.draw(st.sampled_from(sorted(NETWORK)))
    array = NETWORK[name].copy()
    index = data.draw(st.tuples(*(st.integers(0, n - 1) for n in array.shape)))
    array[index] = data.draw(st.sampled_from([np.nan, np.inf, -np.inf]))
    where = ", ".join(map(str, index))
    source = FORMATS[kind]({**NETWORK, name: array})
    words = [f"“{name}[{where}]” is {array[index]}", "finite"]
    refuses(ValueError, words, load_network, source)


@given(st.floats(1e100, 1e308), st.floats(1e100, 1e308))
def test_products_and_sums_that_overflow_are_refused(first, second):
    huge = {name: np.clip(array, -1, 1) for name, array in EMBEDDED.items()}
    huge["rnn.weight_ih_l0"] = np.full((D, 3), first)
    huge["embedding.weight"] = np.full((V, 3), second)
    words = ["“rnn.weight_ih_l0” times “embedding.weight”", "beyond float64"]
    if 3 * (first / 1e308) * second * 1e308 < math.inf:
        assert ends_in_words(huge) is not None
    else:
        refuses(ValueError, words, load_network, huge)
    biased = {**NETWORK, "net.rnn.bias_ih_l0": np.full(D, first)}
    biased["net.rnn.bias_hh_l0"] = np.full(D, second)
    if first + second < math.inf:
        assert ends_in_words(biased).params.H[0, D] == first + second
    else:
        refuses(ValueError, ["sum of bias_ih and bias_hh"], load_network, biased)


@given(
    st.lists(st.integers(1, 7), max_size=4),
    st.lists(st.integers(1, 7), max_size=4),
    st.sampled_from(["first", None]),
    st.sampled_from(["", "net.rnn.weight_ih_l1", "net.rnn.weight_hh_l0_reverse"]),
)
def test_states_and_ids_of_any_shape_are_read_or_refused(states, ids, take, more):
    arrays = {**NETWORK, "h0": np.ones(states), "inputs": np.ones(ids, int) * (V - 1)}
    if more:
        arrays[more] = np.ones((D, D))
    loaded = ends_in_words(as_npz(arrays), take=take)
    if loaded is not None:
        assert loaded.params.h0.shape == (D + 1,)
        assert loaded.inputs.ndim == 1
        assert take or not more


def test_a_name_that_stands_twice_is_refused():
    raw = json.dumps(HEADER)[:-1] + ', "h0": ' + json.dumps(HEADER["h0"]) + "}"
    twice = len(raw).to_bytes(8, "little") + raw.encode() + DATA
    refuses(ValueError, ["h0 twice"], load_network, twice)
    file = io.BytesIO(as_npz({"H": np.eye(2)}))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="H"):
        archive.writestr("H.npy", as_npy(np.eye(2)))
    refuses(ValueError, ["two members of one name"], load_network, file.getvalue())
    grouped = as_npz({"H": np.eye(2), "params/H": np.eye(2)})
    refuses(ValueError, ["“H” twice"], load_network, grouped)


def test_tensors_that_numpy_has_no_type_for_are_told_what_to_become():
    class Short:
        shape = (1, 1)

        def detach(self):
            return self

        cpu = detach

        def numpy(self):
            raise TypeError("Got unsupported ScalarType BFloat16")

    refuses(
        ValueError, ["“H”", "float32"], load_network, {"H": Short(), "L": 1, "U": 1}
    )


def test_a_message_stays_short_and_shapes_may_be_missing():
    refuses(ValueError, ["x[0] is 1e+300;"], load_network, {**NETWORK, "x": [1e300]})
    one = {"weight_hh_l0": 3.0, "weight_hh_l0_reverse": 1.0, "fc.weight": [[1, 2]]}
    assert ends_in_words(one, take="first") is None

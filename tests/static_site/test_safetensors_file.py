"""Tests of the reader of .safetensors on the site, against the package itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from static_site.browser.safetensors_file import KINDS, load
from tests.rnn_core.loading.files import as_safetensors

NUMBERS = st.sampled_from(sorted(KINDS.values())).flatmap(
    lambda kind: arrays.arrays(np.dtype(kind), arrays.array_shapes(max_side=4))
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), NUMBERS, max_size=4))
def test_what_the_package_writes_is_read_to_the_last_bit(held):
    if "__metadata__" in held:
        return
    read = load(as_safetensors(held))
    assert {*read} == {*held}
    for name, array in held.items():
        assert read[name].dtype == array.dtype
        np.testing.assert_array_equal(read[name], array)


def test_a_file_that_ends_early_is_no_array():
    whole = as_safetensors({"H": np.ones((2, 2))})
    with pytest.raises(ValueError, match="reshape"):
        load(whole[:-8])

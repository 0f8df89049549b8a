"""The page Unroll: the unrolled network and what its instances add up to."""

"""The page Unroll: the unrolled network, and the sum over instances."""

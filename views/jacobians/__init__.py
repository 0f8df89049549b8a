"""The page Jacobians: products of Jacobians, factor by factor."""

"""The page Derive: a derivation line by line."""

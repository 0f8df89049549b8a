"""The reader's own lines: typed, chosen among four, or a whole derivation."""

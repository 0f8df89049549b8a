"""The named rules: each computes a line from the line before it."""

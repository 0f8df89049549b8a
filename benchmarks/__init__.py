"""Benchmarks: each compares with a stated reference in the same run."""

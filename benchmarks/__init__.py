"""Timings, as ratios against a stated reference in one run."""

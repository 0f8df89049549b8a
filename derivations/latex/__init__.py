"""Writes expressions as LaTeX."""

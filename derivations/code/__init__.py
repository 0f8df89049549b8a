"""Writes expressions as NumPy code, and the program that they come to."""

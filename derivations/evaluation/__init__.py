"""Finds the number that an expression stands for on a network."""

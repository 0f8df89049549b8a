"""Decides whether a line is right: by number, by symbols, and against wrong lines."""

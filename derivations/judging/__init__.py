"""Judges lines that people write: by number, and by what they changed."""

"""Limits of what is read, all checked before anything of that size is made.

The largest network has D_h = 256 real units and |V| = 10,000 words. With a unit for its
biases and with its gradients, in float64, that is

    2 (257^2 + 2 * 257 * 10,000 + 257) = 10,412,612 numbers of 8 bytes, 83.3 MB

and a file may have a megabyte more, for names, words and ids.
"""

LARGEST_HIDDEN = 256
LARGEST_VOCAB = 10_000
MOST_STEPS = 1_000
"""T, as many as the page of Jacobians runs."""
_UNITS = LARGEST_HIDDEN + 1
MOST_NUMBERS = 2 * (_UNITS**2 + 2 * _UNITS * LARGEST_VOCAB + _UNITS)
LARGEST_FILE = 8 * MOST_NUMBERS + 1_000_000
"""Bytes, packed or not."""
MOST_ENTRIES = 256
"""Arrays of one file, or entries of a dict."""
DEEPEST = 8
"""Levels of lists and objects of JSON, or of dicts."""
MOST_VALUES = 4_200_000
"""Numbers written as text, as many as that many bytes hold with all their digits."""
MOST_LISTS = 100_000
MOST_QUOTES = 100_000
"""Of JSON: rows of matrices; two a word or name."""
LONGEST_WORD = 1_000
"""Characters of a word, and of a name."""
LONGEST_HEADER = 10_000
"""Bytes of an array's header in NumPy's format."""
LONGEST_INDEX = 100_000
"""Bytes of a .safetensors header, and of an archive's list of members."""

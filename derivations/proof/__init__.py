"""Whether a line is right: by number, as an identity, and against wrong ones."""

"""*Your network*: a network that a visitor brings as a file, on every page."""

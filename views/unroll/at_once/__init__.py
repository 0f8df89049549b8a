"""The browser answers a pick itself, with numbers that it was sent once a network."""

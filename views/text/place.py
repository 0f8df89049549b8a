"""Where the app runs, as its texts have it: they are made with these words.

Whoever starts it elsewhere than on a server sets others before the pages are imported.
"""

MEMORY = "the server’s memory"
"""What keeps the files of visitors."""
NETWORK_FOR = "for you and for those who have the link"
"""Whom a network that was brought is kept for."""
FULL = (
    "The server holds as many networks of visitors as it has room for. Try it again "
    "later."
)
"""Why one more network cannot be brought."""

"""One view in one file of HTML, which needs no network and no Python."""

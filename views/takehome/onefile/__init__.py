"""One view in one file of HTML, which needs no server."""

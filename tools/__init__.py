"""Commands that the Makefile uses; the app never imports them."""

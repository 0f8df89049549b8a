"""Numbers, names, symbols and terms as the page writes them."""

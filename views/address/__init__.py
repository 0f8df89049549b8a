"""What the address carries: settings, how they are read, and what is said of them."""

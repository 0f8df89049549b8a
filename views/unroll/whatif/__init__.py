"""What if: the panels below the network."""

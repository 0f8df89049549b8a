"""The what-if panels below the network."""

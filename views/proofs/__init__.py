"""Checks of derivations on the network of a configuration."""

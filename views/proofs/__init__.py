"""Derivations checked against the network of a configuration."""

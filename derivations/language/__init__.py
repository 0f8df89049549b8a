"""The vocabulary of derivations: symbols, and the definitions of quantities."""

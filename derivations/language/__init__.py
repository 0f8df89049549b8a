"""What derivations are written in: symbols, and the definitions they stand for."""

"""The fourteen derivations, each built by rules when it is imported."""

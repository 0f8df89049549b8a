"""The fourteen derivations, one file each; rules compute their lines at import."""

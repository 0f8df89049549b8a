"""The address: which settings it has, and how they are read and reported."""

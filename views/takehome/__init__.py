"""What a view becomes when it is taken home: files made of its numbers."""

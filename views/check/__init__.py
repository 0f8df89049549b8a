"""The page Check: the gradient by three routes, and the slips of the source."""

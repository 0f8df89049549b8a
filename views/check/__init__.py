"""The page Check: the gradient by three routes, and the source's slips."""

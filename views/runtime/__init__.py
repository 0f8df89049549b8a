"""How one process serves many visitors: run lock, cache, garbage collector, threads."""

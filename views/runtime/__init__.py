"""One process for many visitors: one run at a time, results shared, memory kept."""

"""The slips of the source: each as it was printed and as it should read."""

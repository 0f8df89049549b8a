"""What plays in the network: it runs, an error walks back, an outer product fills."""

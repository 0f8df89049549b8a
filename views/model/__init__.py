"""The network of a configuration: its weights, its words, its edits."""

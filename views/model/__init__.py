"""The network of a configuration: its weights, words and edits."""

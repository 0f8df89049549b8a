"""The named rules that compute one line from the line before."""

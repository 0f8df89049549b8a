"""What all inline components share: mounting, KaTeX, JavaScript and CSS."""

"""What all inline components share: how they are mounted, KaTeX, JS and CSS."""

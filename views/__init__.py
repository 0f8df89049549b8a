"""What is on the screen: the pages, their figures, formulas and components."""

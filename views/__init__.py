"""The screen: pages, figures, formulas and components, a folder each."""

"""Mistakes that people make in back-propagation, as formulas: wrong and right."""

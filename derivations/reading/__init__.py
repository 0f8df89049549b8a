"""Reads lines that people type: LaTeX as the printer writes it, or plain letters."""

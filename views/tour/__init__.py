"""The page Tour: lists of scenes."""

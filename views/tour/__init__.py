"""The page Tour: the lists of scenes."""

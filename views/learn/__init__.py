"""The page Learn: the network is trained on the text, and looked into at any step."""

"""What a lecturer has in the hall: a code of the link, a window of notes, own lists."""

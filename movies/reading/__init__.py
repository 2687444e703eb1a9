"""Reading a sentence about films: words, limits, names, and what is not wanted."""

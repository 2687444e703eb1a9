"""Text to vectors, on this machine: all-MiniLM-L6-v2 through sentence-transformers."""

DIMENSIONS = 384

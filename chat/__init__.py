"""The conversation with CineBot."""

"""One's own conversations with CineBot over the API."""

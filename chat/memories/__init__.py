"""What CineBot remembers of a person from one conversation to the next."""

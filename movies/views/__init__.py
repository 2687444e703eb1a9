"""The pages about films."""

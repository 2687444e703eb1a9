"""The pages of conversations: talking, keeping, and letting others read."""

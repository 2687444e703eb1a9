"""Films coming in from other sources."""

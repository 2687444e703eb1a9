"""What the operator sees: health, metrics, the panel."""

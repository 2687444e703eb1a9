"""Measurements: `python -m bench [NAME ...]` (docs/operating.md)."""

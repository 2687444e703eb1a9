"""What may be said and shown; the review queue; fraud."""

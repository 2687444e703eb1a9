"""What every part of the API shares: who asks, how often, in what shape it fails."""

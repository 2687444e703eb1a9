"""Two people, one film."""

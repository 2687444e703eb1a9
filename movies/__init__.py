"""Films, people, taste, search and recommendation."""

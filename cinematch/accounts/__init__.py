"""Who is here: people, guests, their age and their data."""

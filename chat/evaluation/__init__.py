"""How well CineBot does on questions that are fixed, and kept beside this."""

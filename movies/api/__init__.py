"""The API of films, search, taste and picks."""

"""The catalogue and people's taste in the staff panel."""

from movies.admin import films, names, overview, taste

__all__ = ["films", "names", "overview", "taste"]

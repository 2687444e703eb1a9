"""A poster for every film: drawn from its title, genres and a seed, no image needed."""

from movies.posters.drawing import draw_poster

__all__ = ["draw_poster"]

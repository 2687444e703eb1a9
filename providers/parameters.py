"""How a model is asked, from what was understood: a fact cold and short, a surprise
warm. Which of it a model accepts is not known here (providers.capabilities)."""

from dataclasses import replace

from providers.base import Brief, Intent, Length
from providers.endpoints import Parameters
from providers.routes import Route

# Chosen by hand: lower where an answer can be wrong, higher where it can be dull.
_BY_ROUTE = {
    Route.SMALLTALK: Parameters(0.7, 40, max_tokens=160, context_tokens=1500),
    Route.LOOKUP: Parameters(0.1, 10, max_tokens=240, context_tokens=2000),
    Route.RECOMMEND: Parameters(0.6, 40, max_tokens=420, context_tokens=4096),
    Route.REFINE: Parameters(0.5, 40, max_tokens=420, context_tokens=4096),
    Route.COMPARE: Parameters(0.3, 20, max_tokens=520, context_tokens=3000),
    Route.HARD: Parameters(0.5, 40, max_tokens=1000, context_tokens=8192),
}
_LENGTHS = {Length.SHORT: 0.6, Length.USUAL: 1.0, Length.LONG: 1.5}
# "Surprise me": nothing was asked for, so anything may come.
SURPRISE = Parameters(0.9, 80, max_tokens=420, context_tokens=4096)
# Another answer to the same question should not be the same answer.
WARMER = 0.15
MAX_TEMPERATURE = 1.0
# Up to here the films fit into what the route allows.
FILMS_ALLOWED_FOR = 3
TOKENS_A_FILM = 110
# Money is reserved for all of it before a call (providers.budget).
MOST_TOKENS = 1500


def parameters_for(brief: Brief, route: Route) -> Parameters:
    asked = _BY_ROUTE[route]
    if brief.intent is Intent.RECOMMEND and not brief.wishes:
        asked = SURPRISE
    warmth = asked.temperature + WARMER * min(brief.attempt - 1, 2)
    more_films = max(0, len(brief.candidates) - FILMS_ALLOWED_FOR)
    tokens = asked.max_tokens + more_films * TOKENS_A_FILM
    return replace(
        asked,
        temperature=round(min(warmth, MAX_TEMPERATURE), 2),
        max_tokens=min(int(tokens * _LENGTHS[brief.persona.length]), MOST_TOKENS),
    )

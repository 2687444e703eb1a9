"""From a question to who is asked, in which order, and how: as cheap as it can be done
well. Pure, so that a route can be read off a brief in a test or a report."""

from collections.abc import Sequence
from dataclasses import dataclass

from providers.base import CHAT, Brief
from providers.endpoints import Endpoint, Parameters, Tier
from providers.parameters import parameters_for
from providers.routes import Route, route_of
from providers.template.certainty import certainty

# From here on the template's own answer is as good as a model's, and free.
SURE = 0.9
CHEAPEST_FIRST = (Tier.LOCAL, Tier.ECONOMY, Tier.FLAGSHIP)
BEST_FIRST = (Tier.FLAGSHIP, Tier.ECONOMY, Tier.LOCAL)
# Only these may be answered by the template while a model is there.
ANSWERED_BY_TEMPLATE = (Route.SMALLTALK, Route.LOOKUP)


@dataclass(frozen=True, slots=True)
class Plan:
    """`order` are the endpoints to try, one after the other; the template comes first
    or last."""

    order: tuple[Endpoint, ...]
    parameters: Parameters
    template_first: bool
    route: Route


def plan(brief: Brief, endpoints: Sequence[Endpoint]) -> Plan:
    """Within a tier the operator's order counts."""
    route = route_of(brief)
    tiers = _tiers(brief, route)
    allowed = [
        each
        for each in endpoints
        if each.tier in tiers and (each.local or not brief.local_only)
    ]
    return Plan(
        order=tuple(sorted(allowed, key=lambda each: tiers.index(each.tier))),
        parameters=parameters_for(brief, route),
        template_first=_template_first(brief, route),
        route=route,
    )


def _tiers(brief: Brief, route: Route) -> tuple[Tier, ...]:
    if brief.purpose != CHAT:
        # Nobody waits for a note that is made in the background: it may stay unmade.
        return (Tier.LOCAL, Tier.ECONOMY)
    return BEST_FIRST if route is Route.HARD else CHEAPEST_FIRST


def _template_first(brief: Brief, route: Route) -> bool:
    if brief.purpose != CHAT or brief.attempt > 1:
        # Who asks for another answer has read the template's.
        return False
    return route in ANSWERED_BY_TEMPLATE and certainty(brief) >= SURE

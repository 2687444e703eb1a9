"""What routing saves on the fixed mix, and what the answer cache recognises.

The models are made up and answer alike: this proves routing and accounting. Whether a
cheaper model answers as well, only real ones show (`manage.py cinebot mix`).
"""

from collections.abc import Iterator
from datetime import date

from bench.result import Result
from chat.evaluation import mix, paraphrases
from cinematch.accounts.models import User
from providers.endpoints import Endpoint, Kind, Tier
from tests.fakes.models import in_thread
from tests.fakes.models.reader import Readers

MODELS = {
    Kind.OLLAMA: ("llama3.2:3b", Tier.LOCAL),
    Kind.OPENAI: ("gpt-6-luna", Tier.ECONOMY),
    Kind.CLAUDE: ("claude-opus-5-5", Tier.FLAGSHIP),
}
ADULT = date(1970, 1, 1)


def measure() -> Iterator[Result]:
    yield from _cache()
    with in_thread(Readers()) as services:
        endpoints = [
            Endpoint(kind, model, tier, services.url(kind), "a-key")
            for kind, (model, tier) in MODELS.items()
        ]
        yield from _mix(endpoints)


def _cache() -> Iterator[Result]:
    found = paraphrases.report(paraphrases.judge(paraphrases.read_pairs()))
    yield Result(
        "cinebot_cache_recognised",
        found["hit_rate"],
        f"of {found['same']} pairs",
        ">= 0.6",
        "GPT Semantic Cache 0.62 to 0.69 (arXiv 2411.05276)",
        "manage.py cinebot paraphrases",
    )
    yield Result(
        "cinebot_cache_false_hits",
        found["false_hits"],
        f"of {found['different']} pairs",
        "<= 0",
        "cosine 0.85 alone 46 of 119 pairs",
        "manage.py cinebot paraphrases",
    )


def _mix(endpoints: list[Endpoint]) -> Iterator[Result]:
    questions, adult = mix.read_mix(), User(is_guest=True, birth_date=ADULT)
    scores = {way.name: mix.run(questions, way, adult) for way in mix.ways(endpoints)}
    flagship, cheap = scores["all flagship"], scores["all cheap cloud"]
    routed = scores["as routed"]
    nothing_local = scores["as routed, nothing local"]
    for name, score in (("mix", routed), ("mix_nothing_local", nothing_local)):
        yield Result(
            f"cinebot_{name}_saved_against_flagship",
            round(float(100 * (1 - score.cost / flagship.cost)), 2),
            "%",
            ">= 90",
            f"{flagship.cost} USD for {flagship.questions} questions",
            "manage.py cinebot mix",
        )
        yield Result(
            f"cinebot_{name}_cost_against_cheap_cloud",
            round(float(score.cost / cheap.cost), 3),
            "times",
            "reported",
            f"{cheap.cost} USD; its price is the hard questions' flagship",
            "manage.py cinebot mix",
        )
    yield Result(
        "cinebot_mix_checks_held",
        round(routed.pass_rate, 4),
        "of answers",
        f">= {0.95 * flagship.pass_rate:.4f}",
        f"all flagship {flagship.pass_rate:.4f}, made-up models",
        "manage.py cinebot mix",
    )

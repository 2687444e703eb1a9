"""The films and people of the browser tests, committed once for the whole suite."""

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from chat.models import Conversation, SharedLink
from chat.sharing import share
from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film, Person
from providers.endpoints import Kind, Tier
from providers.models import Cap
from tests.conftest import ADULT
from tests.factories import (
    AnswerFactory,
    CapFactory,
    FilmFactory,
    MarkFactory,
    MemoryFactory,
    PersonaFactory,
    PriceFactory,
    QuestionFactory,
    RatingFactory,
    ServiceFactory,
    UserFactory,
)

TITLES = (
    "The Night Train", "Orbit", "Don't Blink", "Two of Us, Again", "Ironclad Sunday",
    "How to Disappear Completely in Nine Easy Lessons", "夜の海", "Paper Foxes",
    "Supercalifragilisticexpialidocious", "Last Train to Valparaíso",
)  # fmt: skip
GENRES = ("Drama", "Comedy", "Horror", "Science Fiction", "Romance", "Animation")
FILMS = 40
CLOUD_MODEL = "claude-haiku-4-5"


@dataclass(frozen=True, slots=True)
class Gallery:
    film: Film
    adult_film: Film
    director: Person
    member: User
    session: str
    staff_session: str
    link: SharedLink

    def address(self, path: str) -> str:
        return path.format(
            film=self.film.get_absolute_url(),
            adult_film=self.adult_film.get_absolute_url(),
            person=self.director.get_absolute_url(),
            talk=self.link.conversation_id,
            link=self.link.key,
        )


def hang() -> Gallery:
    # A flushed database has lost the rows that migrations made.
    ServiceFactory(kind=Kind.OLLAMA, tier=Tier.LOCAL, position=0)
    ServiceFactory(kind=Kind.CLAUDE, tier=Tier.ECONOMY, position=1)
    PriceFactory(kind=Kind.CLAUDE, model=CLOUD_MODEL)
    for scope in Cap.Scope:
        CapFactory(scope=scope)
    films = [_film(number) for number in range(FILMS)]
    adult_film = FilmFactory(title="Not for Children", min_age=18)
    member = UserFactory(
        email="member@example.org", display_name="Mia", birth_date=ADULT
    )
    for film in films[10:18]:
        RatingFactory(user=member, film=film, stars="3.5")
    for film in films[20:24]:
        MarkFactory(user=member, film=film)
    PersonaFactory(slug="usher", name="The warm usher", tagline="Glad you came.")
    PersonaFactory(position=1)
    MemoryFactory(
        user=member, text="Likes films about night trains", query="keyword=train"
    )
    staff = UserFactory(email="staff@example.org", is_staff=True, is_superuser=True)
    index_films([film.pk for film in (*films, adult_film)])
    first = films[0]
    return Gallery(
        first,
        adult_film,
        first.directors[0],
        member,
        session=signed_in(member),
        staff_session=signed_in(staff),
        link=share(_talk(member, first)),
    )


def _talk(person: User, film: Film) -> Conversation:
    question = QuestionFactory(
        conversation__user=person, text="Something slow, on a night train"
    )
    AnswerFactory(
        question=question,
        text=f"Try *Blorp*, or this: [[film:{film.pk}]]",
        films=[film.pk],
        provider="claude",
        asked=[{"provider": "claude", "model": "m", "local": False, "after": ""}],
        sent={"question": 1, "films": 3},
        is_personal=False,
    )
    talk: Conversation = question.conversation
    return talk


def _film(number: int) -> Film:
    film: Film = FilmFactory(
        title=TITLES[number] if number < len(TITLES) else f"Film Number {number}",
        original_title="夜行列車" if number == 0 else "",
        year=1950 + number,
        runtime_min=80 + number * 2,
        fame=100 - number,
        genres=[GENRES[number % len(GENRES)], "Family"],
        keywords=["train", "night", "slow burn"],
        directors=[f"Director {number % 5}"],
        cast=["Léa Martin", "Tomás Rey", "Mei Tanaka"],
    )
    return film


def signed_in(person: User) -> str:
    """Return the key of a session in which a person is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)

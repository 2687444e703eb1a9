"""One factory a model."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from chat.memories.models import Memory
from chat.models import Conversation, Message, Persona
from cinematch.accounts.models import User
from movies.models import (
    Certification,
    Credit,
    ExternalId,
    Film,
    FilmGenre,
    Genre,
    Keyword,
    Mark,
    Person,
    Rating,
)
from providers.endpoints import Kind, Tier
from providers.models import Call, Cap, Price, Service
from providers.models.call import ANSWERED


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password("a long enough pass phrase")


class GenreFactory(DjangoModelFactory[Genre]):
    class Meta:
        model = Genre
        django_get_or_create = ("slug",)

    name = "Drama"
    slug = factory.LazyAttribute(lambda genre: genre.name.lower().replace(" ", "-"))


class KeywordFactory(DjangoModelFactory[Keyword]):
    class Meta:
        model = Keyword
        django_get_or_create = ("name",)

    name = "slow burn"


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Person {n}")


class FilmFactory(DjangoModelFactory[Film]):
    """A film for all ages. `genres`, `keywords`, `directors`, `cast` take names."""

    class Meta:
        model = Film
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Film {n}")
    year = 1999
    runtime_min = 110
    countries = ["US"]
    language = "en"
    fame = 50
    min_age = 0
    synopsis = "Two strangers share a night train and slowly learn why each is running."

    @factory.post_generation
    def genres(film: Film, create: bool, names: list[str] | None, **_: Any) -> None:
        for position, name in enumerate(names or []):
            FilmGenre.objects.create(
                film=film, genre=GenreFactory(name=name), position=position
            )

    @factory.post_generation
    def keywords(film: Film, create: bool, names: list[str] | None, **_: Any) -> None:
        film.keywords.set(KeywordFactory(name=name) for name in names or [])

    @factory.post_generation
    def directors(film: Film, create: bool, names: list[str] | None, **_: Any) -> None:
        _credit(film, names, Credit.Role.DIRECTOR)

    @factory.post_generation
    def cast(film: Film, create: bool, names: list[str] | None, **_: Any) -> None:
        _credit(film, names, Credit.Role.CAST)


def _credit(film: Film, names: list[str] | None, role: Credit.Role) -> None:
    for position, name in enumerate(names or []):
        Credit.objects.create(
            film=film, person=PersonFactory(name=name), role=role, position=position
        )


class ExternalIdFactory(DjangoModelFactory[ExternalId]):
    class Meta:
        model = ExternalId

    film = factory.SubFactory(FilmFactory)
    source = ExternalId.Source.IMDB
    value = factory.Sequence(lambda n: f"tt{n:07}")


class CertificationFactory(DjangoModelFactory[Certification]):
    class Meta:
        model = Certification

    film = factory.SubFactory(FilmFactory)
    system = Certification.System.MPA
    label = "PG"


class RatingFactory(DjangoModelFactory[Rating]):
    class Meta:
        model = Rating

    user = factory.SubFactory(UserFactory)
    film = factory.SubFactory(FilmFactory)
    stars = 4


class MarkFactory(DjangoModelFactory[Mark]):
    class Meta:
        model = Mark

    user = factory.SubFactory(UserFactory)
    film = factory.SubFactory(FilmFactory)
    kind = Mark.Kind.WATCHLIST


class ConversationFactory(DjangoModelFactory[Conversation]):
    class Meta:
        model = Conversation

    user = factory.SubFactory(UserFactory)
    title = "Something funny"


class QuestionFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    conversation = factory.SubFactory(ConversationFactory)
    role = Message.Role.QUESTION
    text = "Something funny"


class AnswerFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    question = factory.SubFactory(QuestionFactory)
    conversation = factory.SelfAttribute("question.conversation")
    role = Message.Role.ANSWER
    text = "Try this one."


class PriceFactory(DjangoModelFactory[Price]):
    """A USD a million tokens read, a tenth of it read again, five for them written."""

    class Meta:
        model = Price
        django_get_or_create = ("kind", "model", "valid_from")

    kind = Kind.CLAUDE
    model = "claude-test-1"
    valid_from = date(2026, 1, 1)
    input_usd = Decimal("1")
    cached_usd = Decimal("0.1")
    output_usd = Decimal("5")


class CapFactory(DjangoModelFactory[Cap]):
    class Meta:
        model = Cap
        django_get_or_create = ("scope",)

    scope = Cap.Scope.SITE_MONTH
    usd = Decimal("10")


class CallFactory(DjangoModelFactory[Call]):
    """A chat call that was answered."""

    class Meta:
        model = Call

    kind = Kind.CLAUDE
    model = "claude-test-1"
    purpose = "chat"
    opened_at = factory.LazyFunction(timezone.now)
    outcome = ANSWERED


class ServiceFactory(DjangoModelFactory[Service]):
    class Meta:
        model = Service
        django_get_or_create = ("kind", "model")

    kind = Kind.OLLAMA
    model = ""
    tier = Tier.LOCAL


class MemoryFactory(DjangoModelFactory[Memory]):
    """A fact that was said in a conversation of the person's own."""

    class Meta:
        model = Memory

    user = factory.SubFactory(UserFactory)
    source = factory.SubFactory(
        QuestionFactory, conversation__user=factory.SelfAttribute("...user")
    )
    kind = Memory.Kind.LIKES
    text = "Likes westerns"
    subject = factory.LazyAttribute(lambda memory: memory.text.lower())


class PersonaFactory(DjangoModelFactory[Persona]):
    class Meta:
        model = Persona
        django_get_or_create = ("slug",)

    slug = "critic"
    name = "The dry critic"
    tagline = "Exact, unimpressed."
    voice = "a critic who has sat through everything."

"""Answers that models gave are given again: to whom they are true for, and no other."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone
from pytest_django import Settings

from chat import asking
from chat.caching import taste_version
from chat.models import Message
from chat.replies import Reply
from cinematch import events
from cinematch.accounts.models import User
from movies.models import Film
from tests.factories import (
    FilmFactory,
    MarkFactory,
    PersonaFactory,
    RatingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _numbered(settings: Settings, films: list[Any]) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Numbered"


def write(answer: Message) -> Message:
    """Have an answer written to its end."""

    async def run() -> None:
        await Reply(answer, "en").run()
        await events.aclose()

    async_to_sync(run)()
    answer.refresh_from_db()
    assert answer.status == Message.Status.DONE
    return answer


def ask(viewer: User, text: str = "a comedy") -> str:
    return write(asking.begin(viewer, text)).text


def test_the_same_question_gets_the_same_answer(alice: User) -> None:
    assert ask(alice, "A comedy, please!") == ask(alice, "a comedy please")


def test_a_kept_answer_shows_its_films_as_a_fresh_one_does(alice: User) -> None:
    kinds = []
    for _ in range(2):
        answer = write(asking.begin(alice, "a comedy"))
        told = events.read(answer.conversation.stream, 0)
        kinds.append([event.kind for event in told])
        assert len(answer.films) == 3
    assert kinds[0] == kinds[1]


def test_people_who_said_nothing_about_films_share_answers(
    alice: User, bob: User
) -> None:
    assert ask(alice) == ask(bob)


def test_another_version_is_written_anew(alice: User) -> None:
    first = write(asking.begin(alice, "a comedy"))
    assert write(asking.regenerate(first)).text != first.text


def test_who_rates_a_film_gets_a_new_answer(alice: User) -> None:
    before = ask(alice)
    RatingFactory(user=alice, film=FilmFactory())
    assert ask(alice) != before


def test_a_taste_is_never_shared(alice: User, bob: User) -> None:
    for user in (alice, bob):
        RatingFactory(user=user, film=FilmFactory())
    assert ask(alice) != ask(bob)


def test_another_age_gets_another_answer(alice: User) -> None:
    child = UserFactory(birth_date=timezone.localdate().replace(year=2018))
    assert ask(alice) != ask(child)


def test_a_changed_catalogue_brings_new_answers(alice: User) -> None:
    before = ask(alice)
    FilmFactory(genres=["Comedy"])
    assert ask(alice) != before


def test_a_film_hidden_meanwhile_is_not_shown(alice: User, films: list[Any]) -> None:
    ask(alice)
    # As bulk changes do, without a new date.
    Film.objects.filter(pk=films[0].pk).update(hidden=True)
    assert f"[[film:{films[0].pk}]]" not in ask(alice)


def test_another_persona_answers_in_its_own_words(alice: User) -> None:
    before = ask(alice)
    alice.persona = PersonaFactory(slug="critic").slug
    alice.save()
    assert ask(alice) != before


def test_who_keeps_questions_here_gets_no_answer_from_elsewhere(alice: User) -> None:
    before = ask(alice)
    alice.local_only = True
    alice.save()
    assert ask(alice) != before


def test_what_was_said_before_counts(alice: User) -> None:
    first = write(asking.begin(alice, "a comedy"))
    follow_up = write(asking.ask(first.conversation, "a comedy"))
    assert follow_up.text != first.text


def test_a_question_said_otherwise_is_recognised(alice: User) -> None:
    assert ask(alice, "a comedy") == ask(alice, "could you recommend a comedy")


def test_the_opposite_is_not(alice: User) -> None:
    assert ask(alice, "a comedy") != ask(alice, "anything but a comedy")


def test_an_answer_cut_short_is_not_kept(alice: User, settings: Settings) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Shortened"
    assert ask(alice) != ask(alice)


def test_the_template_is_not_kept_for_when_a_model_is_back(
    alice: User, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "providers.template.TemplateProvider"
    by_template = ask(alice)
    settings.CHAT_PROVIDER = "tests.fakes.providers.Numbered"
    assert ask(alice) != by_template


@pytest.mark.usefixtures("redis_gone")
def test_without_redis_every_answer_is_new(alice: User) -> None:
    assert ask(alice) != ask(alice)


def test_every_word_about_a_film_changes_the_taste(alice: User) -> None:
    versions = [taste_version(alice)]
    rating = RatingFactory(user=alice)
    versions.append(taste_version(alice))
    MarkFactory(user=alice)
    versions.append(taste_version(alice))
    rating.delete()
    versions.append(taste_version(alice))
    assert versions[0] == ""
    assert len(set(versions)) == len(versions)

"""A conversation as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chat.marks import FilmMark, pieces
from chat.models import Conversation, Message
from cinematch.accounts.models import User
from movies.models import Film, Rating
from movies.querychips import Chip
from movies.rating import marks_of
from providers.base import Intent

# Only where films were looked for does it help to see what was understood.
WITH_CHIPS = (Intent.RECOMMEND, Intent.REFINE)


@dataclass(frozen=True, slots=True)
class Card:
    film: Film
    marks: set[str]
    stars: object | None


Block = str | Card


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer with its text and cards in order."""

    message: Message
    blocks: list[Block]
    chips: list[Chip]

    @property
    def cards(self) -> int:
        return sum(isinstance(block, Card) for block in self.blocks)


@dataclass(slots=True)
class Exchange:
    """A question, the version of the answer on show, and the ids of all versions."""

    question: Message
    answer: Drawn | None = None
    versions: list[int] = field(default_factory=list)

    @property
    def running(self) -> Message | None:
        """The answer on show, while it is being written."""
        message = self.answer and self.answer.message
        return message if message and message.is_running else None

    @property
    def position(self) -> int:
        """The number of the version on show, from 1."""
        return self.versions.index(self.answer.message.pk) + 1 if self.answer else 0

    @property
    def before(self) -> int | None:
        return self.versions[self.position - 2] if self.position > 1 else None

    @property
    def after(self) -> int | None:
        return (
            self.versions[self.position] if self.position < len(self.versions) else None
        )


def transcript(conversation: Conversation, chosen: int | None = None) -> list[Exchange]:
    """Return the exchanges in order, each with its newest answer or the chosen one."""
    exchanges: dict[int, Exchange] = {}
    on_show: dict[int, Message] = {}
    for message in conversation.messages.shown():
        if message.question_id is None:
            exchanges[message.pk] = Exchange(message)
            continue
        exchanges[message.question_id].versions.append(message.pk)
        shown = on_show.get(message.question_id)
        if shown is None or shown.pk != chosen:
            on_show[message.question_id] = message
    for drawn in draw(conversation.user, on_show.values()):
        exchanges[drawn.message.question_id or 0].answer = drawn
    return list(exchanges.values())


def exchange_of(answer: Message) -> Exchange:
    """Return one answer with its place among the versions."""
    question = Message.objects.get(answers=answer)
    versions = question.answers.order_by("version").values_list("pk", flat=True)
    (drawn,) = draw(answer.conversation.user, [answer])
    return Exchange(question, drawn, list(versions))


def draw(viewer: User, answers: Iterable[Message]) -> list[Drawn]:
    answers = list(answers)
    cards = cards_of(viewer, [film_id for each in answers for film_id in each.films])
    return [Drawn(answer, _blocks(answer, cards), _chips(answer)) for answer in answers]


def cards_of(viewer: User, film_ids: Sequence[int]) -> dict[int, Card]:
    """Return cards by film id; what the viewer may not see (any more) has none."""
    films = Film.objects.visible_to(viewer).for_details().in_bulk(list(film_ids))
    marks = marks_of(viewer, list(films.values()))
    stars = dict(
        Rating.objects.filter(user=viewer.pk, film__in=films).values_list(
            "film", "stars"
        )
    )
    return {
        film.pk: Card(film, marks.get(film.pk, set()), stars.get(film.pk))
        for film in films.values()
    }


def _blocks(answer: Message, cards: dict[int, Card]) -> list[Block]:
    # An answer still being written is replayed from its first event by the page.
    if answer.is_running:
        return []
    blocks: list[Block] = []
    for piece in pieces(answer.text):
        if not isinstance(piece, FilmMark):
            if piece.strip():
                blocks.append(piece.strip())
        elif card := cards.get(piece.film_id):
            blocks.append(card)
    return blocks


def _chips(answer: Message) -> list[Chip]:
    if answer.intent not in WITH_CHIPS:
        return []
    return answer.film_query.chips()

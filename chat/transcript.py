"""A conversation as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from chat import unlisted
from chat.marks import FilmMark, pieces
from chat.models import Conversation, Message
from cinematch.accounts.models import User
from movies.models import Film, Rating
from movies.querychips import Chip
from movies.rating import marks_of
from providers.base import Intent

# Only where films were looked for does it help to see what was understood.
WITH_CHIPS = (Intent.RECOMMEND, Intent.REFINE)
TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Card:
    film: Film
    marks: set[str]
    stars: object | None


@dataclass(frozen=True, slots=True)
class Prose:
    """Words between cards, by paragraph."""

    paragraphs: list[list[unlisted.Part]]


Block = Prose | Card


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer with its text and cards in order."""

    message: Message
    blocks: list[Block]
    chips: list[Chip]
    # Whether words were left out that are for the asker alone.
    is_withheld: bool = False

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
    return _exchanges(conversation.user, conversation.messages.shown(), chosen)


def transcript_for_others(
    reader: User, conversation: Conversation, last_message: int
) -> list[Exchange]:
    """Return what anyone may read of the exchanges up to a message."""
    said = conversation.messages.shown().filter(pk__lte=last_message)
    finished = said.exclude(status__in=Message.RUNNING)
    return _exchanges(reader, finished, for_others=True)


def _exchanges(
    reader: User,
    messages: Iterable[Message],
    chosen: int | None = None,
    *,
    for_others: bool = False,
) -> list[Exchange]:
    exchanges: dict[int, Exchange] = {}
    on_show: dict[int, Message] = {}
    for message in messages:
        if message.question_id is None:
            exchanges[message.pk] = Exchange(message)
            continue
        exchanges[message.question_id].versions.append(message.pk)
        shown = on_show.get(message.question_id)
        if shown is None or shown.pk != chosen:
            on_show[message.question_id] = message
    for drawn in draw(reader, on_show.values(), for_others=for_others):
        exchanges[drawn.message.question_id or 0].answer = drawn
    return list(exchanges.values())


def exchange_of(answer: Message) -> Exchange:
    """Return one answer with its place among the versions."""
    question = Message.objects.get(answers=answer)
    versions = question.answers.order_by("version").values_list("pk", flat=True)
    (drawn,) = draw(answer.conversation.user, [answer])
    return Exchange(question, drawn, list(versions))


def draw(
    viewer: User, answers: Iterable[Message], *, for_others: bool = False
) -> list[Drawn]:
    answers = list(answers)
    cards = cards_of(viewer, [film_id for each in answers for film_id in each.films])
    known = known_titles(viewer, answers)
    return [
        Drawn(
            answer,
            _blocks(answer, cards, known, silent=for_others and answer.is_personal),
            [] if for_others else _chips(answer),
            is_withheld=for_others and answer.is_personal,
        )
        for answer in answers
    ]


def known_titles(viewer: User, answers: Iterable[Message]) -> unlisted.Known:
    """Return the titles that models named and this viewer may see, with their years."""
    keys = {
        key
        for answer in answers
        if _may_invent(answer)
        for key in unlisted.keys(answer.text)
    }
    known: dict[str, set[int | None]] = defaultdict(set)
    if keys:
        named = Q(title_key__in=keys) | Q(original_key__in=keys)
        films = Film.objects.visible_to(viewer).filter(named)
        for title, original, year in films.values_list(
            "title_key", "original_key", "year"
        ):
            known[title].add(year)
            known[original].add(year)
    return known


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


def _blocks(
    answer: Message, cards: dict[int, Card], known: unlisted.Known, *, silent: bool
) -> list[Block]:
    # An answer still being written is replayed from its first event by the page.
    if answer.is_running:
        return []
    blocks: list[Block] = []
    for piece in pieces(answer.text):
        if isinstance(piece, FilmMark):
            blocks += filter(None, [cards.get(piece.film_id)])
        elif piece.strip() and not silent:
            blocks.append(_prose(piece, known if _may_invent(answer) else None))
    return blocks


def unlisted_in(answer: Message, known: unlisted.Known) -> list[str]:
    """Return the titles an answer names that are not in the library."""
    if not _may_invent(answer):
        return []
    parts = unlisted.parts(answer.text, known)
    return [part.text for part in parts if part.manner is unlisted.Manner.UNLISTED]


def _prose(text: str, known: unlisted.Known | None) -> Prose:
    return Prose(
        [
            [unlisted.Part(said)] if known is None else unlisted.parts(said, known)
            for paragraph in text.strip().split("\n\n")
            if (said := paragraph.strip())
        ]
    )


def _may_invent(answer: Message) -> bool:
    """Whether a language model wrote it: our own sentences name no film but ours."""
    return answer.role == Message.Role.ANSWER and answer.provider != TEMPLATE


def _chips(answer: Message) -> list[Chip]:
    if answer.intent not in WITH_CHIPS:
        return []
    return answer.film_query.chips()

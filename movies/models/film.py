"""The film, and the one door to films."""

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from pgvector.django import HnswIndex, VectorField

from movies.certification import UNCERTIFIED_AGE, strictest
from movies.models.genres import FilmGenre, Genre, Keyword
from movies.models.identity import Certification
from movies.models.people import Credit, Person
from movies.models.poster_image import PosterField
from movies.models.taste import Mark, Rating
from movies.posters.drawing import DESIGN
from movies.posters.images import WIDTHS
from providers.embeddings import DIMENSIONS

if TYPE_CHECKING:
    from cinematch.accounts.models import User


# What search reads and no page shows; the texts are kept by movies.indexing.
SEARCH_COLUMNS = (
    "embedding", "search", "title_words", "people_words", "search_titles",
    "search_people", "search_genres", "search_keywords", "search_synopsis",
)  # fmt: skip


def words_of_films() -> tuple[Any, ...]:
    """Genres, people and keywords, to prefetch: three queries for all the films."""
    return (
        Prefetch("film_genres", FilmGenre.objects.select_related("genre")),
        Prefetch("credits", Credit.objects.select_related("person")),
        "keywords",
    )


class FilmQuerySet(models.QuerySet["Film"]):
    def visible_to(self, *viewers: "User") -> Self:
        """Films every one of these viewers may see: the one door to films."""
        ceiling = min(viewer.age_ceiling() for viewer in viewers)
        return self.filter(hidden=False, min_age__lte=ceiling)

    def for_cards(self) -> Self:
        """What a poster card shows, without the long texts and the vectors."""
        return self.only(
            "title", "year", "runtime_min", "min_age", "fame", "image",
            "ratings_count", "ratings_mean", "updated_at",
        )  # fmt: skip

    def for_details(self) -> Self:
        """What a film page or a chat card shows, in a fixed number of queries."""
        return self.defer(*SEARCH_COLUMNS).prefetch_related(
            *words_of_films(), "certifications"
        )

    def for_page(self, viewer: "User") -> Self:
        """What a film page says before its words: with `certified`, `my_stars`."""
        certified = Certification.objects.filter(film=OuterRef("pk"))
        mine = Rating.objects.filter(film=OuterRef("pk"), user=viewer.pk)
        return self.defer(*SEARCH_COLUMNS).annotate(
            certified=ArraySubquery(
                certified.values(name=Concat("system", Value(" "), "label"))
            ),
            my_stars=mine.values("stars"),
        )  # fmt: skip

    def watchlist_of(self, viewer: "User") -> Self:
        """The films on someone's watchlist, the last one put there first."""
        return self.filter(
            marks__user=viewer.pk, marks__kind=Mark.Kind.WATCHLIST
        ).order_by("-marks__created_at", "pk")

    def for_posters(self) -> Self:
        """What a drawn poster tells, in one query: `first_genre`, `first_director`."""
        genres = FilmGenre.objects.filter(film=OuterRef("pk")).values("genre__name")
        directors = Credit.objects.filter(
            film=OuterRef("pk"), role=Credit.Role.DIRECTOR
        ).values("person__name")
        return self.only("title", "year", "image", "updated_at").annotate(
            first_genre=genres.order_by("position")[:1],
            first_director=directors.order_by("position")[:1],
        )

    def unseen_by(self, viewer: "User") -> Self:
        seen = Mark.objects.filter(
            film=OuterRef("pk"), user=viewer.pk, kind=Mark.Kind.SEEN
        )
        return self.exclude(Exists(seen))

    def unrated_by(self, viewer: "User") -> Self:
        rated = Rating.objects.filter(film=OuterRef("pk"), user=viewer.pk)
        return self.exclude(Exists(rated))

    def made_by(self, person: Person) -> Self:
        """The films someone is credited for in any role, the newest first."""
        credited = Credit.objects.filter(film=OuterRef("pk"), person=person)
        return self.filter(Exists(credited)).order_by(
            F("year").desc(nulls_last=True), "pk"
        )

    def famous_first(self) -> Self:
        return self.order_by("-fame", "pk")


class Film(models.Model):
    """A film. The `search_*` columns are its words, folded, as the index reads them."""

    title = models.CharField(_("title"), max_length=300)
    original_title = models.CharField(_("original title"), max_length=300, blank=True)
    year = models.SmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1870), MaxValueValidator(2040)],
    )
    runtime_min = models.SmallIntegerField(
        _("runtime (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1500)],
    )
    countries = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("countries"),
        default=list,
        blank=True,
    )
    language = models.CharField(_("language"), max_length=3, blank=True)
    synopsis = models.TextField(_("synopsis"), blank=True)
    genres = models.ManyToManyField(Genre, through="FilmGenre", related_name="films")
    keywords = models.ManyToManyField(Keyword, related_name="films", blank=True)
    people = models.ManyToManyField(Person, through="Credit", related_name="films")
    fame = models.SmallIntegerField(
        _("fame"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_(
            "0 to 100: how widely known the film is. Orders films nobody rated yet."
        ),
    )
    min_age = models.SmallIntegerField(
        _("minimum age"),
        default=UNCERTIFIED_AGE,
        editable=False,
        help_text=_("The strictest of its certifications; none at all means adult."),
    )
    image = PosterField(_("poster"), upload_to="posters/", blank=True)
    hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Kept, but shown to nobody.")
    )
    ratings_count = models.IntegerField(_("ratings"), default=0, editable=False)
    ratings_mean = models.FloatField(_("mean rating"), null=True, editable=False)

    title_key = models.CharField(max_length=300, default="", editable=False)
    original_key = models.CharField(max_length=300, default="", editable=False)
    search_titles = models.TextField(default="", editable=False)
    search_people = models.TextField(default="", editable=False)
    search_genres = models.TextField(default="", editable=False)
    search_keywords = models.TextField(default="", editable=False)
    search_synopsis = models.TextField(default="", editable=False)
    search = models.GeneratedField(
        expression=SearchVector("search_titles", weight="A", config="simple")
        + SearchVector("search_people", weight="B", config="simple")
        + SearchVector("search_genres", "search_keywords", weight="C", config="english")
        + SearchVector("search_synopsis", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Stored beside `search`, for "famous films first" tries film after film: reading a
    # vector takes microseconds, making it from the text some hundred times as long.
    title_words = models.GeneratedField(
        expression=SearchVector("search_titles", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    people_words = models.GeneratedField(
        expression=SearchVector("search_people", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    embedding = VectorField(dimensions=DIMENSIONS, null=True, editable=False)
    # Digest of the text the vector was made from; "" when none was.
    embedded_digest = models.CharField(max_length=64, default="", editable=False)
    # Digest of the starter catalogue's line the film was last loaded from.
    starter_digest = models.CharField(max_length=64, default="", editable=False)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # There only on films fetched `for_posters`.
    first_genre: str | None
    first_director: str | None

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1870, 2040)),
                name="film_year_range",
            ),
            models.CheckConstraint(
                condition=Q(runtime_min__isnull=True) | Q(runtime_min__range=(1, 1500)),
                name="film_runtime_range",
            ),
            models.CheckConstraint(
                condition=Q(min_age__range=(0, 18)), name="film_min_age_range"
            ),
            models.CheckConstraint(
                condition=Q(fame__range=(0, 100)), name="film_fame_range"
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("fame").desc(), "id", name="film_by_fame"),
            models.Index(F("year").desc(nulls_last=True), "id", name="film_by_year"),
            models.Index("title", "id", name="film_by_title"),
            models.Index("runtime_min", "id", name="film_by_runtime"),
            models.Index(
                F("ratings_mean").desc(nulls_last=True), "id", name="film_by_rating"
            ),
            models.Index("min_age", name="film_by_min_age"),
            # What editors look for; both are rare in a kept catalogue.
            models.Index("id", name="film_hidden", condition=Q(hidden=True)),
            models.Index("id", name="film_unwritten", condition=Q(synopsis="")),
            models.Index("updated_at", name="film_by_update"),
            GinIndex("search", name="film_search"),
            GinIndex("title_words", name="film_title_words"),
            GinIndex("people_words", name="film_people_words"),
            models.Index(
                OpClass("title_key", "text_pattern_ops"), name="film_title_key"
            ),
            models.Index(
                OpClass("original_key", "text_pattern_ops"), name="film_original_key"
            ),
            GinIndex("countries", name="film_countries"),
            HnswIndex(
                name="film_embedding",
                fields=["embedding"],
                m=16,
                ef_construction=128,
                opclasses=["vector_cosine_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def get_absolute_url(self) -> str:
        # With the year, no title can take the address of an act, as films/1/rate/ is.
        return reverse("movies:detail", args=[self.pk, slugify(str(self)) or "-"])

    @property
    def poster_version(self) -> str:
        """Changes with the film and with how posters are drawn; part of the address."""
        drawn = f"{DESIGN}|{self.pk}|{self.updated_at.timestamp()}"
        return blake2b(drawn.encode(), digest_size=5).hexdigest()

    @property
    def poster_url(self) -> str:
        """Never empty: the uploaded image, or one drawn for this film."""
        if self.image:
            return self.poster_in(400)
        return reverse("movies:poster", args=[self.pk, self.poster_version])

    def poster_in(self, width: int) -> str:
        return reverse(
            "movies:poster_image", args=[self.pk, self.poster_version, width]
        )

    @property
    def poster_srcset(self) -> str:
        """The widths of an uploaded image; a drawn one needs none."""
        if not self.image:
            return ""
        return ", ".join(f"{self.poster_in(width)} {width}w" for width in WIDTHS)

    @property
    def genre_names(self) -> list[str]:
        """The genres' names, most fitting first."""
        return [link.genre.name for link in self.film_genres.all()]

    def credited(self, role: "Credit.Role") -> list[Person]:
        return [credit.person for credit in self.credits.all() if credit.role == role]

    @property
    def directors(self) -> list[Person]:
        return self.credited(Credit.Role.DIRECTOR)

    @property
    def cast(self) -> list[Person]:
        return self.credited(Credit.Role.CAST)

    def refresh_min_age(self) -> None:
        """Set `min_age` from the certifications (one query, not saved)."""
        self.min_age = strictest(self.certifications.values_list("system", "label"))

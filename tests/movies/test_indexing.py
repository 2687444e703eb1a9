"""Films become findable: folded words, the vocabulary, vectors."""

from movies import indexing
from movies.folding import fold, surname_first, title_key, title_words
from movies.indexing import index_films
from movies.models import Film, Person, Word
from movies.tasks import embed_films
from movies.vocabulary import deletes, refresh_vocabulary
from tests.factories import FilmFactory


def test_accents_case_and_punctuation_are_folded() -> None:
    assert fold("L’Été à ŁÓDŹ, Smultronstället") == "lete a lodz smultronstallet"


def test_abbreviations_and_ampersands_are_spelled_out() -> None:
    assert fold("E.T. & Lilo + Stitch") == "et and lilo and stitch"


def test_a_leading_article_is_no_part_of_a_title_key() -> None:
    assert title_key("The Third Man") == "third man"
    assert title_key("The") == "the"


def test_titles_are_known_run_together_and_with_digits() -> None:
    assert {"starwars", "spiderman", "4"} <= {
        *title_words("Star Wars"), *title_words("Spider-Man"), *title_words("Rocky IV")
    }  # fmt: skip


def test_a_name_is_known_by_its_last_word() -> None:
    assert surname_first("Agnès Varda") == "varda agnes"


def test_an_indexed_film_is_found_by_full_text(db: None) -> None:
    film = FilmFactory(title="Amélie", directors=["Jean-Pierre Jeunet"])
    index_films([film.pk])
    assert list(Film.objects.filter(search="jeunet")) == [film]


def test_a_person_is_as_famous_as_their_best_known_film(db: None) -> None:
    films = [FilmFactory(fame=fame, cast=["Tilda Swinton"]) for fame in (30, 80)]
    index_films([film.pk for film in films])
    person = Person.objects.get()
    assert (person.fame, person.surname_key) == (80, "swinton tilda")


def test_new_words_are_learned_with_the_film(db: None) -> None:
    index_films([FilmFactory(title="Nosferatu").pk])
    assert "nosfera" in Word.objects.get(text="nosferatu").deletes


def test_words_nobody_uses_any_more_are_forgotten(db: None) -> None:
    film = FilmFactory(title="Nosferatu")
    index_films([film.pk])
    film.delete()
    refresh_vocabulary()
    assert not Word.objects.exists()


def test_counting_tells_how_many_films_have_a_word(db: None) -> None:
    films = [
        FilmFactory(title="Nosferatu", synopsis="A bat."),
        FilmFactory(title="Bat"),
    ]
    index_films([film.pk for film in films])
    refresh_vocabulary()
    word = Word.objects.get(text="bat")
    assert (word.films, word.named) == (2, 1)


def test_misspelled_words_share_a_delete() -> None:
    assert set(deletes("incpetion")) & set(deletes("inception"))
    assert set(deletes("miazaki")) & set(deletes("miyazaki"))


def test_vectors_are_made_once_while_the_text_stays(db: None) -> None:
    film = FilmFactory(genres=["Drama"], keywords=["night train"])
    assert embed_films([film.pk]) == 1
    assert embed_films([film.pk]) == 0
    film.synopsis = "A lighthouse keeper finds a letter in the sand."
    film.save()
    assert embed_films([film.pk]) == 1


def test_indexing_many_films_takes_few_queries(
    db: None, django_assert_max_num_queries: object
) -> None:
    ids = [FilmFactory(cast=["Setsuko Hara"]).pk for _ in range(20)]
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        indexing.index_films(ids)

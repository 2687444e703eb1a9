"""A copy of one's data, and the end of an account."""

import csv
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cinematch.accounts.erasing import ledger_file
from cinematch.accounts.models import DataExport, DeletionLedger, User
from cinematch.accounts.tasks import erase_due_accounts, pack_export, tidy_exports
from movies.models import ExternalId, Mark
from tests.accounts.conftest import PASSWORD
from tests.factories import ExternalIdFactory, FilmFactory, MarkFactory, RatingFactory

EXPORT = "/profile/export/"
DELETE = "/profile/delete/"


@pytest.fixture
def copy(as_alice: Client, alice: User) -> DataExport:
    """Alice's finished export."""
    as_alice.post(EXPORT)
    pack_export(str(alice.exports.get().pk))
    return alice.exports.get()


def files_in(export: DataExport) -> dict[str, str]:
    with ZipFile(export.path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def reauthenticate(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def grace_over(user: User) -> None:
    user.deletion_requested_at = timezone.now() - timedelta(days=15)
    user.save()


def test_page_tells_that_the_copy_is_being_packed(as_alice: Client) -> None:
    as_alice.post(EXPORT)
    assert "Being packed" in as_alice.get(EXPORT).content.decode()


def test_waiting_page_asks_again_by_itself(as_alice: Client) -> None:
    as_alice.post(EXPORT)
    fragment = as_alice.get(EXPORT, headers={"hx-request": "true"}).content.decode()
    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_finished_copy_is_offered(as_alice: Client, copy: DataExport) -> None:
    page = as_alice.get(EXPORT).content.decode()
    assert reverse("accounts:download", args=[copy.pk]) in page
    assert "every 2s" not in page


def test_owner_downloads_the_zip(as_alice: Client, copy: DataExport) -> None:
    answer = as_alice.get(reverse("accounts:download", args=[copy.pk]))
    archive = ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None


def test_stranger_gets_nothing(as_mallory: Client, copy: DataExport) -> None:
    url = reverse("accounts:download", args=[copy.pk])
    assert as_mallory.get(url).status_code == 404


def test_copy_can_be_fetched_for_seven_days(as_alice: Client, copy: DataExport) -> None:
    week = timezone.now() - timedelta(days=7, minutes=1)
    DataExport.objects.update(ready_at=week, requested_at=week)
    url = reverse("accounts:download", args=[copy.pk])
    assert as_alice.get(url).status_code == 404
    tidy_exports()
    assert not copy.path.exists()


def test_copy_whose_task_got_lost_is_packed_by_the_clock(
    as_alice: Client, alice: User
) -> None:
    as_alice.post(EXPORT)
    DataExport.objects.update(requested_at=timezone.now() - timedelta(minutes=6))
    tidy_exports()
    assert alice.exports.get().ready_at


def test_json_holds_everything_but_secrets(as_alice: Client, alice: User) -> None:
    RatingFactory(user=alice, film=FilmFactory(title="Orbit"), stars=3.5)
    as_alice.post(EXPORT)
    pack_export(str(alice.exports.get().pk))
    text = files_in(alice.exports.get())["cinematch.json"]
    kept = json.loads(text)
    assert kept["account"][0]["email"] == alice.email
    assert kept["account"][0]["birth_date"] == "1990-01-02"
    assert kept["ratings"][0]["title"] == "Orbit"
    assert alice.password not in text


def test_csv_files_have_the_shape_of_letterboxd(as_alice: Client, alice: User) -> None:
    film = FilmFactory(title='Caché, or "Hidden"', year=2005)
    ExternalIdFactory(film=film, source=ExternalId.Source.LETTERBOXD, value="cache")
    RatingFactory(user=alice, film=film, stars=4)
    MarkFactory(user=alice, kind=Mark.Kind.WATCHLIST)
    as_alice.post(EXPORT)
    pack_export(str(alice.exports.get().pk))
    files = files_in(alice.exports.get())
    header, row = csv.reader(io.StringIO(files["ratings.csv"]))
    assert header == ["Date", "Name", "Year", "Letterboxd URI", "Rating"]
    assert row[1:] == [film.title, "2005", "https://letterboxd.com/film/cache/", "4"]
    assert len(files["watchlist.csv"].splitlines()) == 2
    assert len(files["watched.csv"].splitlines()) == 1


def test_deletion_page_counts_what_goes(as_alice: Client, alice: User) -> None:
    RatingFactory.create_batch(3, user=alice)
    page = as_alice.get(DELETE).content.decode()
    assert "<dt>3</dt><dd>ratings</dd>" in page
    assert EXPORT in page


def test_deletion_asks_for_the_password_first(as_alice: Client, alice: User) -> None:
    assert reverse("account_reauthenticate") in as_alice.post(DELETE).url
    alice.refresh_from_db()
    assert alice.deletion_requested_at is None


def test_deletion_goes_on_where_the_password_interrupted_it(
    as_alice: Client, alice: User
) -> None:
    password_page = as_alice.post(DELETE).url
    page = as_alice.post(password_page, {"password": PASSWORD})
    assert "Your account goes" in page.content.decode()


def test_deletion_signs_out_and_waits(as_alice: Client, alice: User) -> None:
    reauthenticate(as_alice)
    assert "Your account goes" in as_alice.post(DELETE).content.decode()
    erase_due_accounts()
    alice.refresh_from_db()
    assert alice.deletion_requested_at
    assert "_auth_user_id" not in as_alice.session


def test_after_the_grace_everything_is_erased(
    as_alice: Client, alice: User, copy: DataExport, mallory: User
) -> None:
    film = RatingFactory(user=alice, stars=1).film
    RatingFactory(user=mallory, film=film, stars=5)
    grace_over(alice)
    erase_due_accounts()
    film.refresh_from_db()
    assert not User.objects.filter(pk=alice.pk).exists()
    assert (film.ratings_count, film.ratings_mean) == (1, 5)
    assert not DataExport.objects.exists()


def test_file_and_sessions_of_the_erased_go_too(
    client: Client, alice: User, transactional_db: None
) -> None:
    client.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    client.post(EXPORT)
    export = alice.exports.get()
    pack_export(str(export.pk))
    grace_over(alice)
    erase_due_accounts()
    assert not export.path.exists()
    assert not Session.objects.exists()


def test_ledger_names_no_person(alice: User) -> None:
    grace_over(alice)
    erase_due_accounts()
    entry = DeletionLedger.objects.get().entry
    assert entry == alice.ledger_entry or len(entry) == 64
    assert alice.email not in entry


def test_account_a_backup_brought_back_is_erased_again(alice: User, bob: User) -> None:
    DeletionLedger.objects.create(entry=alice.ledger_entry)
    call_command("replay_deletions")
    assert list(User.objects.all()) == [bob]


def test_ledger_beside_the_database_outlives_a_restore(alice: User, bob: User) -> None:
    ledger_file().write_text(f"{alice.ledger_entry}\n")
    call_command("replay_deletions")
    assert list(User.objects.all()) == [bob]


def test_newcomer_with_the_id_of_an_erased_account_stays(alice: User) -> None:
    DeletionLedger.objects.create(entry=alice.ledger_entry)
    User.objects.update(date_joined=timezone.now() + timedelta(days=1))
    call_command("replay_deletions")
    assert User.objects.filter(pk=alice.pk).exists()


def test_without_redis_a_copy_can_still_be_asked_for(
    as_alice: Client, alice: User, redis_gone: None
) -> None:
    assert as_alice.post(EXPORT).status_code == 302
    assert alice.exports.exists()

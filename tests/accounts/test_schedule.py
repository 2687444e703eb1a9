"""What runs by the clock."""

from django_celery_beat.models import PeriodicTask

from cinematch import celery, schedule

NAME = "Erase accounts whose grace is over"


def test_tasks_are_entered_after_migrate(db: None) -> None:
    entered = PeriodicTask.objects.get(name=NAME)
    assert entered.task == "cinematch.accounts.tasks.erase_due_accounts"
    assert entered.crontab.minute == "25"


def test_words_of_the_catalogue_are_counted_every_night(db: None) -> None:
    entered = PeriodicTask.objects.get(task="movies.tasks.count_words")
    crontab = entered.crontab
    assert (crontab.hour, crontab.day_of_week) == ("4", "*")


def test_entering_again_adds_nothing(db: None) -> None:
    before = PeriodicTask.objects.count()
    schedule.enter_all()
    assert PeriodicTask.objects.count() == before


def test_operators_changes_stay(db: None) -> None:
    PeriodicTask.objects.filter(name=NAME).update(enabled=False)
    schedule.enter_all()
    assert not PeriodicTask.objects.get(name=NAME).enabled


def test_every_entry_names_a_task_that_exists(db: None) -> None:
    celery.app.loader.import_default_modules()
    known = set(celery.app.tasks)
    entered = PeriodicTask.objects.exclude(task__startswith="celery.")
    assert {task.task for task in entered} <= known

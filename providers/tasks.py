from celery import shared_task

from providers import bookkeeping


@shared_task
def settle_lost_calls() -> None:
    bookkeeping.settle_lost()

from celery import shared_task

from providers import settling


@shared_task
def settle_lost_calls() -> None:
    settling.settle_lost()

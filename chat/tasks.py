"""Work of conversations that no page waits for. Every task may run twice."""

from celery import shared_task

from chat.memories import learning


@shared_task
def learn_from_conversations() -> int:
    """Read what was said since last time; return how many facts were kept."""
    return learning.learn()

"""What a web process loads beside serving, so that nobody's first question waits."""

import logging

from django.db import DatabaseError, connections

from movies import understanding
from providers import embeddings, house

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Load the reader of questions (a second), the models' clients (a second each) and
    the vectors' model (ten seconds).
    """
    try:
        understanding.warm()
        house.warm()
        embeddings.warm()
    except (DatabaseError, embeddings.EmbeddingsUnavailableError) as error:
        logger.warning("warm_up_failed", extra={"error": str(error)})
    finally:
        connections.close_all()

"""What of a person's question went to language models, and to which.

Kept with the answer as kinds and numbers, never as a copy: what a person deletes later
must not live on here.
"""

from typing import Any

from providers.base import Asked, Brief


def parts_of(brief: Brief) -> dict[str, Any]:
    """Return how many of each part a brief holds, the empty ones left out."""
    counts = {
        "turns": len(brief.turns),
        "films": len(brief.candidates),
        "reasons": sum(len(film.reasons) for film in brief.candidates),
        "memories": len(brief.memories),
        "summary": int(bool(brief.summary)),
    }
    return {
        "question": 1,
        **{part: count for part, count in counts.items() if count},
        "persona": brief.persona.name,
    }


def row_of(asked: Asked) -> dict[str, Any]:
    """Return a model that was asked, as an answer keeps it."""
    return {
        "provider": asked.source.provider,
        "model": asked.source.model,
        "local": asked.source.local,
        "after": asked.after,
    }

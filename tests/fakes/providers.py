"""Writers with a known manner, in the place of CHAT_PROVIDER."""

import asyncio
import json
from collections.abc import AsyncGenerator
from itertools import count

from providers.base import (
    Asked,
    Brief,
    Delta,
    Finish,
    FinishReason,
    ProviderError,
    Restart,
    Source,
    Text,
    Usage,
    film_mark,
)

SOURCE = Source(provider="fake", model="words-1")
WORDS = [f"word{number} " for number in range(60)]
END = Finish(FinishReason.STOP, SOURCE)


class Slow:
    """Sixty words, a hundred a second."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        for word in WORDS:
            yield Text(word)
            await asyncio.sleep(0.01)
        yield END


class Leisurely:
    """Sixty words, twenty a second: time enough to look and to act."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        for word in WORDS:
            yield Text(word)
            await asyncio.sleep(0.05)
        yield END


class Endless:
    """Says one word and then nothing for ever."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text("Well, ")
        await asyncio.Event().wait()
        yield END


class Cut:
    """Ends without saying so."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text("Half an ")


class Broken:
    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text("One moment ")
        raise ProviderError("the cable fell out")


class Restarting:
    """Begins badly, and another writer begins again."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text("Wrong. ")
        yield Restart("timeout")
        yield Text("Right.")
        yield END


class Numbered:
    """Never writes the same twice, and shows the films it was given."""

    calls = count(1)

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text(f"Answer {next(self.calls)}: ")
        for film in brief.candidates:
            yield Text(film_mark(film.film_id))
        yield END


class Shortened(Numbered):
    """Runs out of tokens."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text(f"Answer {next(self.calls)}, and then ")
        yield Finish(FinishReason.LENGTH, SOURCE)


class Handing:
    """The model here breaks off, one elsewhere answers."""

    LOCAL = Source("ollama", "llama3.2:3b")
    CLOUD = Source("claude", "claude-test-1", local=False)

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Asked(self.LOCAL)
        yield Text("Wrong. ")
        yield Restart("truncated")
        yield Asked(self.CLOUD, after="truncated")
        yield Text("Right.")
        yield Finish(FinishReason.STOP, self.CLOUD, Usage(120, 4))


class Confiding:
    """Sends the question away and stays silent."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Asked(Handing.CLOUD)
        yield Text("Well, ")
        await asyncio.Event().wait()
        yield END


class Inventing:
    """Names a film nobody proposed, in a mark cut in two, and writes HTML."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        yield Text("<b>Bold</b> [[fi")
        yield Text("lm:999999]] and ")
        yield Text(film_mark(brief.candidates[0].film_id))
        yield END


class Remembering:
    """Finds, when asked for facts, that somebody likes the first words they wrote."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        asked = json.loads(brief.question)
        found = [
            {
                "message": each["message"],
                "kind": "likes",
                "what": each["text"].partition(" are ")[0],
                "quote": each["text"],
            }
            for each in asked
        ]
        yield Text(json.dumps(found) if brief.purpose == "memory" else "No.")
        yield END

"""A sentence while it is read: its words, and which of them are understood."""

import re
from collections.abc import Iterator

from movies.folding import fold, spell_out, word_set

MAX_CHARACTERS = 300
# What ends a clause, and with it what a "not" speaks of.
BREAK = ","

_TOKEN = re.compile(r"[^\W_]+|[,;.!?:()\[\]…]+")

# Words that say "I am asking for a film" and nothing about it.
FILM_WORDS = word_set(
    "film films movie movies flick flicks picture pictures cinema title titles"
)
FILLERS = FILM_WORDS | word_set(
    "a an the some any something anything one ones i im me my we us you id want wanna "
    "need would like to see watch watching show find give get recommend "
    "recommendation recommendations suggest suggestion suggestions please hello hi "
    "hey can could should looking for about is are it its that thats which what whats "
    "tonight today really very quite bit of and or but with in on from by set made "
    "there have has more most best good great nice top well known famous popular must "
    "kind sort type story stories tell starring featuring directed where who whose be "
    "this these those at as so too maybe preferably ideally also just only under over "
    "ill lets let than not no"
)


class Sentence:
    """The folded words of a text, with commas for breaks; rules take words away."""

    def __init__(self, text: str) -> None:
        clean = spell_out(text.replace("\0", " ")[:MAX_CHARACTERS])
        self.said: list[str] = []
        self.words: list[str] = []
        for token in _TOKEN.findall(clean):
            for word in fold(token).split() or [BREAK]:
                self.words.append(word)
                self.said.append(token)
        self.taken = [False] * len(self.words)

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)

    def find(
        self, pattern: re.Pattern[str]
    ) -> Iterator[tuple[re.Match[str], int, int]]:
        """Yield matches over words nobody took, as (match, first word, word after)."""
        text = " ".join(
            "¦" if taken else word
            for word, taken in zip(self.words, self.taken, strict=True)
        )
        for match in pattern.finditer(text):
            start = text.count(" ", 0, match.start())
            yield match, start, start + match[0].count(" ") + 1

    def free(self) -> list[int]:
        """The places of words (no breaks) nobody took."""
        return [
            place
            for place, word in enumerate(self.words)
            if not self.taken[place] and word != BREAK
        ]

    def content(self) -> list[int]:
        """The places of free words that say something about the film."""
        return [place for place in self.free() if self.words[place] not in FILLERS]

    def whole(self) -> str:
        """Return the text without breaks."""
        pairs = zip(self.said, self.words, strict=True)
        return " ".join(said for said, word in pairs if word != BREAK)

    def rest(self, *, plot: bool) -> str:
        """Return what nobody took, from its first telling word on."""
        content = self.content()
        if not content:
            return ""
        end = len(self.words) if plot else content[-1] + 1
        places = [place for place in self.free() if content[0] <= place < end]
        return " ".join(self.said[place] for place in places)

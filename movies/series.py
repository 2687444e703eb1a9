"""Which films belong to one series, by their titles."""

import re

from movies.folding import title_key

_SUBTITLE = re.compile(r"[:–(]| - ")
_REST = re.compile(r" (episode|part|volume|vol|chapter)\b| \d+$| [ivx]+$")
# "Harry Potter and ...", "Pirates of the ...": titles that go on after a joining word.
_JOIN = re.compile(r" (and|of|vs|versus|meets) ")


def series_of(title: str) -> str:
    """Return a key that the titles of one series have in common.

    Now and then it joins strangers, which then only stand in different rows.
    """
    name = title_key(_SUBTITLE.split(title, maxsplit=1)[0]) or title_key(title)
    name = _REST.split(name, maxsplit=1)[0] or name
    head = _JOIN.split(name, maxsplit=1)[0]
    # One word before the join says too little: "Night of ...", "King of ...".
    return head if " " in head else name

"""What kind of question it is, by its words alone.

Only what the wording decides is decided here. Whether "Heat" is a film, and whether a
sentence holds a wish, the catalogue knows (chat.briefing).
"""

import re
from dataclasses import dataclass

from chat.references import is_reference
from movies.folding import fold
from movies.reading.limits import ANY_FILMS
from providers.base import Intent, Topic


@dataclass(frozen=True, slots=True)
class Wording:
    """`subjects` are the titles, or words such as "it", that the question is about."""

    intent: Intent
    topic: Topic = Topic.NONE
    subjects: tuple[str, ...] = ()


_FILM = r"(?:(?:the )?(?:film|movie) )?"
_SMALL_TALK = {
    Topic.GREETING: r"(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening))"
    r"(?: (?:there|cinebot|bot|again|you))?",
    Topic.THANKS: r"(?:(?:great|perfect|ok|okay|cool|nice|lovely) )?"
    r"(?:thanks|thank you|thx|ta|cheers|much appreciated)"
    r"(?: (?:a lot|so much|very much|you|cinebot|that is great|for .{1,40}))?",
    Topic.FAREWELL: r"(?:(?:ok|okay) )?(?:bye|goodbye|bye bye|good night|goodnight|"
    r"see you|see you later|see ya|ciao)(?: cinebot)?",
    Topic.HOW_ARE_YOU: r"(?:(?:hi|hello|hey) )?(?:how are you|how is it going|"
    r"hows it going|how do you do|whats up|what is up)(?: .{1,20})?",
}
_HELP = (
    r"help|(?:please )?help me|what can you do.{0,30}|what can i ask.{0,30}|"
    r"how does (?:this|it) work|who are you|what are you|how do you work"
)
_WHY = (
    r"(?:but )?why(?: (?:did you (?:pick|choose|suggest|recommend|show)(?: me)?))?"
    r"(?: (?P<subject>this|that|it|these|those|them|(?:this|that|the \w+) "
    r"(?:one|film|movie)|.{2,80}?))?"
)
_LOOKUPS = (
    (
        Topic.DIRECTOR,
        r"who (?:directed|made|is the director of|was the director of) (.+)|"
        r"whos the director of (.+)|(?:the )?director of (.+)",
    ),
    (
        Topic.CAST,
        r"who (?:is|was|are|stars|starred|plays|played|acts|acted) in (.+)|"
        r"whos in (.+)|who stars in (.+)|(?:the )?(?:cast|actors|stars) (?:of|in) (.+)",
    ),
    (
        Topic.RUNTIME,
        r"how long (?:is|was|does|do|are|will|would) (.+?)"
        r"(?: (?:be|run|last|take|go on))?(?: then| exactly| in total)?|"
        r"(?:the )?(?:runtime|running time|length) of (.+)|how many minutes is (.+)",
    ),
    (
        Topic.YEAR,
        r"when (?:was|is|did|were) (.+?)(?: made| released| come out| from| filmed)|"
        r"(?:what|which) year (?:is|was|did) (.+?)(?: from| made| released| come out)?|"
        r"how old is (.+)",
    ),
    (
        Topic.AGE,
        r"is (.+?) (?:ok|okay|suitable|good|safe|fine) for (?:kids|children|my .+)|"
        r"(?:what is|whats) (.+?) rated|"
        r"(?:the )?(?:age rating|certificate|rating) of (.+)",
    ),
    (
        Topic.GENRE,
        r"(?:what|which|what kind of) genre (?:is|does) (.+?)(?: belong to)?|"
        r"what kind of (?:film|movie) is (.+)|(?:the )?genres? of (.+)",
    ),
    (
        Topic.ABOUT,
        r"(?:what is|whats|what was) (.+?) about|"
        r"(?:can you )?tell me (?:a bit |something )?(?:more )?about (.+)|"
        r"(?:the )?(?:plot|synopsis|story) of (.+)|what happens in (.+)|"
        r"do you (?:know|have) (.+)|more about (.+)",
    ),
)
_COMPARE = (
    r"compare (.+?) (?:and|with|to) (.+)|"
    r"(?:what is |whats )?(?:the )?difference between (.+?) and (.+)|"
    r"(.+?) (?:vs|versus) (.+)|"
    r"(?:which (?:is|one is|film is|should i watch) )?(?:\w+er )?"
    r"(.{2,60}?) or (.{2,60})"
)
# What a film guide is asked for by mistake. Only counts where no wish was understood.
_OFF_TOPIC = re.compile(
    r"\b(?:weather|forecast|stock|stocks|bitcoin|crypto|president|election|recipe|"
    r"recipes|cook|python|javascript|sql|source code|homework|essay|capital of|"
    r"translate|prime minister|medicine|doctor|symptoms|tax|taxes|football score|"
    r"flight|flights|hotel|password|invest|joke|poem|math|equation|\d+ (?:plus|times) "
    r"\d+|what time is it|what day is it|lottery|horoscope)\b"
)
_JOINER = re.compile(r"^(?:and|but|so|ok|okay|then|well) (?=\w)")
_ABOUT_THAT = re.compile(r"^(?:(?:what|how) about|tell me about) ")
_OPEN = re.compile(
    r"(?:please )?(?:surprise me|anything|whatever|you choose|you decide|pick for me|"
    r"pick (?:one|something)(?: for me)?|something good|a good (?:film|movie)|"
    r"(?:just )?(?:recommend|suggest|show) (?:me )?(?:something|anything|a film)|"
    r"what (?:should|can|shall) (?:i|we) watch|what do you recommend|"
    r"(?:any )?(?:recommendations|suggestions|ideas))(?: tonight| today| now| please)*"
)
_SO_MANY = re.compile(
    rf"(?:^|(?<=\w) )(?:with |me )?(?:one|two|three|four|five|six|\d{{1,2}}) "
    rf"{ANY_FILMS}(?: please)?$"
)
# One of several: nothing else in a sentence means the films on the table.
_THESE = r"(?:these|those|them|the (?:two|three)|both)"
_WHICH_OF = (
    rf"(?:which (?:one )?(?:of {_THESE}|is \w+er|should i watch)|compare {_THESE})"
)


def wording(question: str) -> Wording:
    """Return what the words decide; what they leave open is a wish for films."""
    said = _JOINER.sub("", fold(question))
    if is_reference(pointed := _ABOUT_THAT.sub("", said)):
        return Wording(Intent.LOOKUP, Topic.ABOUT, (pointed,))
    for topic, pattern in _SMALL_TALK.items():
        if re.fullmatch(pattern, said):
            return Wording(Intent.SMALLTALK, topic)
    if re.fullmatch(_HELP, said):
        return Wording(Intent.HELP)
    if why := re.fullmatch(_WHY, said):
        return Wording(Intent.WHY, subjects=(why["subject"] or "it",))
    if re.match(_WHICH_OF, said):
        return Wording(Intent.COMPARE, _measure(said), ("these",))
    return _lookup(said) or _comparison(said) or Wording(Intent.RECOMMEND)


def is_open(question: str) -> bool:
    """Whether it asks for films, or for so many, and leaves everything else to us."""
    said = _JOINER.sub("", fold(question))
    uncounted = _SO_MANY.sub("", said).strip()
    return not uncounted or _OPEN.fullmatch(uncounted) is not None


def is_off_topic(question: str) -> bool:
    return _OFF_TOPIC.search(fold(question)) is not None


def _lookup(said: str) -> Wording | None:
    for topic, pattern in _LOOKUPS:
        if found := re.fullmatch(pattern, said):
            subject = next(filter(None, found.groups()))
            return Wording(Intent.LOOKUP, topic, (re.sub(f"^{_FILM}", "", subject),))
    return None


def _comparison(said: str) -> Wording | None:
    if not (found := re.fullmatch(_COMPARE, said)):
        return None
    subjects = tuple(filter(None, found.groups()))
    return Wording(Intent.COMPARE, _measure(said), subjects)


def _measure(said: str) -> Topic:
    if re.search(r"\b(?:shorter|longer)\b", said):
        return Topic.RUNTIME
    return Topic.YEAR if re.search(r"\b(?:older|newer)\b", said) else Topic.NONE

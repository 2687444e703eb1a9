"""What a model is told about how to speak: the same data the template speaks from."""

from providers.base import Length, Persona

# Said to a model, so in the language models follow best, whatever the person reads.
LENGTHS = {
    Length.SHORT: "Be brief: one sentence for each film, and nothing around them.",
    Length.USUAL: "Two or three sentences for each film.",
    Length.LONG: "Take your time: up to five sentences for each film, with context.",
}
HUMOUR = (
    "Make no jokes.",
    "A light touch now and then; never at the person's cost.",
    "One short joke or aside an answer; never at the person's cost.",
    "Be playful all through, but say what was asked for first.",
)
EXAMPLES_GIVEN = 3


def instructions(persona: Persona) -> str:
    """Return the paragraph of a prompt that says who speaks, how, and how much."""
    lines = [
        f"You are CineBot. You speak as “{persona.name}”: {persona.voice}",
        LENGTHS[persona.length],
        HUMOUR[persona.humour],
    ]
    examples = (*persona.openers, *persona.asides, *persona.closers)[:EXAMPLES_GIVEN]
    if examples:
        quoted = " ".join(f"“{phrase}”" for phrase in examples)
        lines.append(f"In your own words, but in this tone: {quoted}")
    return "\n".join(lines)

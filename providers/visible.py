"""What of a model's stream a person would see."""

from typing import Any

from providers.errors import Cause, failed

# More than any answer asked for: the writer has lost its way, or is no language model.
MAX_ANSWER_CHARS = 20_000
MAX_BLANK_CHARS = 500


class VisibleText:
    """Holds white space back until something stands behind it: a model that sends
    nothing else has said nothing."""

    def __init__(self) -> None:
        self._blank = ""
        self.chars = 0

    def take(self, content: Any) -> str:
        """Return what can be shown now; raises CallError for what is no answer."""
        text = self._blank + _sound(_text_of(content))
        shown = text.rstrip() if self.chars else text.strip()
        self._blank = text[len(text.rstrip()) :] if self.chars or shown else ""
        self.chars += len(shown)
        if self.chars > MAX_ANSWER_CHARS or len(self._blank) > MAX_BLANK_CHARS:
            raise failed(Cause.GARBLED)
        return shown


def _text_of(content: Any) -> str:
    """Leave out thoughts and tools, which come as blocks of other types."""
    if isinstance(content, str):
        return content
    return "".join(
        block if isinstance(block, str) else block.get("text", "")
        for block in content
        if isinstance(block, str) or block.get("type") == "text"
    )


def _sound(text: str) -> str:
    """Replace what neither a database nor a socket takes: NUL and half surrogates."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

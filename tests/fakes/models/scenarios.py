"""What a service can do wrong. A request chooses by its address or by a header."""

from enum import StrEnum

HEADER = "x-fake-scenario"
# A service that fails "in the middle" has sent so many words.
MIDDLE = 3


class Scenario(StrEnum):
    OK = "ok"
    # Before anything was said.
    HTTP_401 = "http_401"
    HTTP_404 = "http_404"
    HTTP_429 = "http_429"
    HTTP_500 = "http_500"
    HTTP_529 = "http_529"
    REDIRECT = "redirect"
    RESET_AT_ONCE = "reset_at_once"
    NO_HEADERS = "no_headers"
    # The stream has begun, with no visible text.
    NO_FIRST_TEXT = "no_first_text"
    KEEP_ALIVES_ONLY = "keep_alives_only"
    ERROR_BEFORE_TEXT = "error_before_text"
    NOTHING_SAID = "nothing_said"
    # Gemini's alone.
    QUESTION_BLOCKED = "question_blocked"
    BLANK_FOREVER = "blank_forever"
    # In the middle of the answer.
    ERROR_IN_THE_MIDDLE = "error_in_the_middle"
    END_IN_THE_MIDDLE = "end_in_the_middle"
    RESET_IN_THE_MIDDLE = "reset_in_the_middle"
    STALL_IN_THE_MIDDLE = "stall_in_the_middle"
    # All of it is said, but.
    NO_END_BEHIND_THE_FINISH = "no_end_behind_the_finish"
    CUT_AT_LENGTH = "cut_at_length"
    FILTERED = "filtered"
    # Not the protocol.
    HTML = "html"
    LONG_LINE = "long_line"
    INVALID_UTF8 = "invalid_utf8"

    @property
    def status(self) -> int | None:
        return int(self.removeprefix("http_")) if self.startswith("http_") else None

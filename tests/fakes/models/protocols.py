"""How each service says the same things. Written from what the real clients read."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    read: int
    written: int
    cached: int = 0


def _data(payload: object) -> bytes:
    return f"data: {json.dumps(payload)}\n\n".encode()


class Protocol(ABC):
    content_type = "text/event-stream; charset=utf-8"
    keep_alive = b": still here\n\n"
    reasons: dict[str, str]

    @abstractmethod
    def opening(self, model: str, counts: Counts) -> Iterable[bytes]: ...

    @abstractmethod
    def word(self, model: str, text: str, counts: Counts) -> bytes: ...

    @abstractmethod
    def finish(self, model: str, reason: str, counts: Counts) -> Iterable[bytes]: ...

    @abstractmethod
    def error(self) -> bytes:
        """What is said in a stream that began well."""

    @abstractmethod
    def refusal(self, status: int) -> dict[str, Any]: ...


class Ollama(Protocol):
    content_type = "application/x-ndjson"
    # It has none; a line without text is the nearest.
    keep_alive = b'{"model":"m","message":{"role":"assistant","content":""}}\n'
    reasons = {"stop": "stop", "length": "length", "filtered": "content_filter"}

    def opening(self, model: str, counts: Counts) -> Iterable[bytes]:
        return ()

    def word(self, model: str, text: str, counts: Counts) -> bytes:
        return self._line(model, text, done=False)

    def finish(self, model: str, reason: str, counts: Counts) -> Iterable[bytes]:
        yield self._line(
            model,
            "",
            done=True,
            done_reason=self.reasons[reason],
            total_duration=5_000_000,
            load_duration=1_000_000,
            prompt_eval_count=counts.read,
            prompt_eval_duration=1_000_000,
            eval_count=counts.written,
            eval_duration=3_000_000,
        )

    def error(self) -> bytes:
        return b'{"error":"the model runner has stopped"}\n'

    def refusal(self, status: int) -> dict[str, Any]:
        return {"error": f"model 'x' not found ({status})"}

    def _line(self, model: str, text: str, **more: object) -> bytes:
        message = {"role": "assistant", "content": text}
        line = {"model": model, "created_at": "2026-01-01T00:00:00Z"}
        return f"{json.dumps({**line, 'message': message, **more})}\n".encode()


class Claude(Protocol):
    reasons = {"stop": "end_turn", "length": "max_tokens", "filtered": "refusal"}
    _types = {
        401: "authentication_error",
        404: "not_found_error",
        429: "rate_limit_error",
        500: "api_error",
        529: "overloaded_error",
    }

    def opening(self, model: str, counts: Counts) -> Iterable[bytes]:
        message: dict[str, Any] = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "content": [],
            "model": model,
            "stop_reason": None,
            "stop_sequence": None,
            "usage": self._usage(counts) | {"output_tokens": 1},
        }
        yield self._event("message_start", message=message)
        block = {"type": "text", "text": ""}
        yield self._event("content_block_start", index=0, content_block=block)
        yield self._event("ping")

    def word(self, model: str, text: str, counts: Counts) -> bytes:
        delta = {"type": "text_delta", "text": text}
        return self._event("content_block_delta", index=0, delta=delta)

    def finish(self, model: str, reason: str, counts: Counts) -> Iterable[bytes]:
        yield self._event("content_block_stop", index=0)
        delta = {"stop_reason": self.reasons[reason], "stop_sequence": None}
        yield self._event("message_delta", delta=delta, usage=self._usage(counts))
        yield self._event("message_stop")

    def error(self) -> bytes:
        return self._event("error", error=self.refusal(529)["error"])

    def refusal(self, status: int) -> dict[str, Any]:
        error = {"type": self._types[status], "message": f"refused with {status}"}
        return {"type": "error", "error": error, "request_id": "req_1"}

    def _usage(self, counts: Counts) -> dict[str, int]:
        return {
            "input_tokens": counts.read - counts.cached,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": counts.cached,
            "output_tokens": counts.written,
        }

    def _event(self, kind: str, **more: object) -> bytes:
        return f"event: {kind}\n".encode() + _data({"type": kind, **more})


class OpenAI(Protocol):
    reasons = {"stop": "stop", "length": "length", "filtered": "content_filter"}

    def opening(self, model: str, counts: Counts) -> Iterable[bytes]:
        yield self._chunk(model, {"role": "assistant", "content": "", "refusal": None})

    def word(self, model: str, text: str, counts: Counts) -> bytes:
        return self._chunk(model, {"content": text})

    def finish(self, model: str, reason: str, counts: Counts) -> Iterable[bytes]:
        yield self._chunk(model, {}, self.reasons[reason])
        usage = {
            "prompt_tokens": counts.read,
            "completion_tokens": counts.written,
            "total_tokens": counts.read + counts.written,
            "prompt_tokens_details": {"cached_tokens": counts.cached},
            "completion_tokens_details": {"reasoning_tokens": 0},
        }
        yield _data({**self._base(model), "choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    def error(self) -> bytes:
        return _data(self.refusal(500))

    def refusal(self, status: int) -> dict[str, Any]:
        kind = "rate_limit_exceeded" if status == 429 else "server_error"
        message = f"refused with {status}"
        return {
            "error": {"message": message, "type": kind, "param": None, "code": None}
        }

    def _base(self, model: str) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": model,
        }

    def _chunk(
        self, model: str, delta: dict[str, Any], reason: str | None = None
    ) -> bytes:
        choice = {
            "index": 0,
            "delta": delta,
            "logprobs": None,
            "finish_reason": reason,
        }
        return _data({**self._base(model), "choices": [choice], "usage": None})


class Gemini(Protocol):
    reasons = {"stop": "STOP", "length": "MAX_TOKENS", "filtered": "SAFETY"}
    _statuses = {
        401: "UNAUTHENTICATED",
        404: "NOT_FOUND",
        429: "RESOURCE_EXHAUSTED",
        500: "INTERNAL",
        529: "UNAVAILABLE",
    }

    def opening(self, model: str, counts: Counts) -> Iterable[bytes]:
        return ()

    def word(self, model: str, text: str, counts: Counts) -> bytes:
        return self._chunk(model, text, counts)

    def finish(self, model: str, reason: str, counts: Counts) -> Iterable[bytes]:
        if reason == "blocked":
            yield self._blocked(model, counts)
        else:
            yield self._chunk(model, "", counts, self.reasons[reason])

    def _blocked(self, model: str, counts: Counts) -> bytes:
        return _data(
            {
                "promptFeedback": {"blockReason": "PROHIBITED_CONTENT"},
                "usageMetadata": {
                    "promptTokenCount": counts.read,
                    "totalTokenCount": counts.read,
                },
                "modelVersion": model,
            }
        )

    def error(self) -> bytes:
        return _data(self.refusal(500))

    def refusal(self, status: int) -> dict[str, Any]:
        details = []
        if status == 429:
            kind = "type.googleapis.com/google.rpc.RetryInfo"
            details = [{"@type": kind, "retryDelay": "2s"}]
        return {
            "error": {
                "code": status,
                "message": f"refused with {status}",
                "status": self._statuses[status],
                "details": details,
            }
        }

    def _chunk(
        self, model: str, text: str, counts: Counts, reason: str | None = None
    ) -> bytes:
        candidate: dict[str, Any] = {
            "content": {"parts": [{"text": text}], "role": "model"},
            "index": 0,
        }
        if reason:
            candidate["finishReason"] = reason
        usage = {
            "promptTokenCount": counts.read,
            "candidatesTokenCount": counts.written,
            "totalTokenCount": counts.read + counts.written,
            "cachedContentTokenCount": counts.cached,
        }
        return _data(
            {
                "candidates": [candidate],
                "usageMetadata": usage,
                "modelVersion": model,
                "responseId": "response-1",
            }
        )

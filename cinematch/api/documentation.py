"""The API's schema as a page reads it: chapters of operations, their fields named.

Pure. A page of our own, since Swagger UI and Redoc draw theirs in the browser, with
faults for those who listen to it, and with styles the content security policy forbids.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Schema = dict[str, Any]

METHODS = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str
    is_required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What one address does by one method. `body` and answers name shapes."""

    key: str
    tag: str
    method: str
    path: str
    about: str
    parameters: list[Field]
    body: str
    answers: list[Answer]


def chapters(schema: Schema) -> list[tuple[str, list[Operation]]]:
    """Return the operations by tag, both in order."""
    found = sorted(_operations(schema), key=lambda one: one.tag)
    return [(tag, list(own)) for tag, own in groupby(found, lambda one: one.tag)]


def shapes(schema: Schema) -> list[tuple[str, list[Field]]]:
    """Return what is sent and answered, by name, with its fields."""
    named = schema["components"]["schemas"].items()
    return [(name, _fields(shape)) for name, shape in named if "properties" in shape]


def _operations(schema: Schema) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if said := methods.get(method):
                yield Operation(
                    key=said["operationId"],
                    tag=said["tags"][0],
                    method=method.upper(),
                    path=path,
                    about=said["description"],
                    parameters=[_parameter(one) for one in said.get("parameters", ())],
                    body=_content(said.get("requestBody", {}))[0],
                    answers=[
                        Answer(status, *_content(answer))
                        for status, answer in said["responses"].items()
                    ],
                )


def _parameter(said: Schema) -> Field:
    is_required = said.get("required", False)
    about = said.get("description", "")
    return Field(said["name"], _kind(said["schema"])[0], is_required, about)


def _fields(shape: Schema) -> list[Field]:
    required = shape.get("required", ())
    return [
        Field(name, _kind(one)[0], name in required, one.get("description", ""))
        for name, one in shape["properties"].items()
    ]


def _content(said: Schema) -> tuple[str, str]:
    content = said.get("content", {})
    return _kind(next(iter(content.values()))["schema"]) if content else ("", "")


def _kind(said: Schema) -> tuple[str, str]:
    """Return how a value is called, and the shape in it that is explained elsewhere."""
    if reference := said.get("$ref"):
        name = reference.rpartition("/")[2]
        return name, name
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in said:
            kinds = [_kind(one) for one in said[joined]]
            return " | ".join(name for name, _shape in kinds), kinds[0][1]
    if said.get("type") == "array":
        name, shape = _kind(said["items"])
        return f"[{name}]", shape
    return said.get("format") or str(said.get("type", "any")), ""

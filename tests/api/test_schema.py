"""The API's own description."""

from io import StringIO

import yaml
from django.core.management import call_command
from django.test import Client


def test_the_schema_is_valid_and_complete() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    schema = yaml.safe_load(out.getvalue())
    operations = [o for path in schema["paths"].values() for o in path.values()]
    assert all("4XX" in operation["responses"] for operation in operations)
    assert all(operation.get("description") for operation in operations)


def test_the_schema_is_served(client: Client, db: None) -> None:
    assert client.get("/api/schema/").status_code == 200


def test_the_documentation_page_has_nothing_inline(client: Client, db: None) -> None:
    page = client.get("/api/").content.decode()
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")

"""The API's own description."""

import re
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


def test_the_documentation_page_names_every_operation(client: Client, db: None) -> None:
    out = StringIO()
    call_command("spectacular", stdout=out)
    page = client.get("/api/").content.decode()
    for path, operations in yaml.safe_load(out.getvalue())["paths"].items():
        assert path in page
        assert all(f'id="{o["operationId"]}"' in page for o in operations.values())


def test_every_shape_the_documentation_points_at_is_there(
    client: Client, db: None
) -> None:
    page = client.get("/api/").content.decode()
    pointed_at = set(re.findall(r'href="#(shape-\w+)"', page))
    assert pointed_at
    assert pointed_at <= set(re.findall(r'id="(shape-\w+)"', page))

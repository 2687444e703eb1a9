from datetime import date
from decimal import Decimal

from django.db import migrations

# USD for a million tokens: read, read again from the service's cache, written. As
# published by the services, copied in November 2026; an operator keeps them up.
COPIED = date(2026, 11, 1)
PRICES = [
    ("claude", "claude-haiku-5-5", "0.1", "0.01", "0.5"),
    ("claude", "claude-haiku-4-5", "1", "0.1", "5"),
    ("claude", "claude-sonnet-5-5", "2", "0.2", "10"),
    ("claude", "claude-opus-5-5", "4", "0.2", "20"),
    ("openai", "gpt-6-luna", "0.1", "0.01", "0.5"),
    ("openai", "gpt-4o-mini", "0.15", "0.075", "0.6"),
    ("gemini", "gemini-2.5-flash-lite", "0.1", "0.025", "0.4"),
    ("gemini", "gemini-2.5-flash", "0.3", "0.075", "2.5"),
]
CAPS = [("person_day", "0.25"), ("site_month", "10")]


def fill(apps, schema_editor):
    Price = apps.get_model("providers", "Price")
    Cap = apps.get_model("providers", "Cap")
    for kind, model, read, cached, written in PRICES:
        Price.objects.create(
            kind=kind,
            model=model,
            valid_from=COPIED,
            input_usd=Decimal(read),
            cached_usd=Decimal(cached),
            output_usd=Decimal(written),
            source="The service's price list, November 2026",
        )
    for scope, usd in CAPS:
        Cap.objects.create(scope=scope, usd=Decimal(usd))


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_calls_prices_and_caps")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

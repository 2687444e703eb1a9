from django.db import migrations

# Kind and tier; everything else says the environment until an operator says it.
SERVICES = [
    ("ollama", "local"),
    ("claude", "economy"),
    ("openai", "economy"),
    ("gemini", "economy"),
]


def make(apps, schema_editor):
    Service = apps.get_model("providers", "Service")
    for position, (kind, tier) in enumerate(SERVICES, start=1):
        Service.objects.get_or_create(
            kind=kind, model="", defaults={"tier": tier, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0001_services"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

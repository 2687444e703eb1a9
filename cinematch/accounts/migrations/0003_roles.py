from django.db import migrations

# Their permissions follow after every migrate (cinematch.accounts.roles).
ROLES = ["catalogue editor", "moderator", "operator", "analyst"]


def make_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        group.objects.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_guest_key_exports_and_ledger"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]

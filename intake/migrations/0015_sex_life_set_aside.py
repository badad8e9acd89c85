from django.db import migrations


def keep_apart(apps, schema_editor):
    """Versions of this card were kept for everybody who edits an intake; the card itself is for fewer."""
    rows = apps.get_model("people", "SetAside").objects.filter(kind="intake.intake", field="sex")
    rows.update(permission="sensitive")


class Migration(migrations.Migration):

    dependencies = [
        ("intake", "0014_one_working_idea"),
        ("people", "0003_ties_in_order"),
    ]

    operations = [migrations.RunPython(keep_apart, migrations.RunPython.noop)]

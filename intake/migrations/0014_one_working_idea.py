from django.db import migrations, models


def keep_the_newest(apps, schema_editor):
    """Of two working ideas of one person the newer one stays; the other is still on the board."""
    ideas = apps.get_model("intake", "Hypothesis").objects.filter(is_working=True)
    newest = {}
    for idea in ideas.order_by("set_at", "id"):
        newest[idea.patient_id] = idea.pk
    ideas.exclude(pk__in=newest.values()).update(is_working=False)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0013_ties_in_order"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hypothesis",
            name="is_working",
            field=models.BooleanField(default=False, help_text="The idea that the plan rests on now."),
        ),
        migrations.RunPython(keep_the_newest, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="hypothesis",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_working", True)),
                fields=("patient",),
                name="one_working_idea_of_a_patient",
            ),
        ),
    ]

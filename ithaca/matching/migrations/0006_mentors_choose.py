"""Whose choice a pair is: the matcher's, the mentee's or the mentor's."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def chosen_by_mentees(apps: Any, _schema: Any) -> None:
    """Pairs that came of a mentee's choice are said to be theirs."""
    choices = apps.get_model("matching", "Choice")._base_manager.exclude(proposal=None)
    proposals = apps.get_model("matching", "Proposal")._base_manager
    proposals.filter(pk__in=choices.values("proposal")).update(made_by="mentee")


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_choices")]

    operations = [
        migrations.AddField("Proposal", "made_by", models.CharField(default="matcher", max_length=8)),
        migrations.AddField("Choice", "maker", models.CharField(default="mentee", max_length=8)),
        migrations.RunPython(chosen_by_mentees, migrations.RunPython.noop),
    ]

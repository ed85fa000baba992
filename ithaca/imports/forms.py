"""What is asked when a spreadsheet is brought in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import MOST_BYTES
from ithaca.organisations.models import Partner
from ithaca.sheets import load_fields, targets_for

SCHOOL_HINT = _("Only if no column names it.")


class UploadForm(forms.Form):
    """The file, and what it holds if the file does not say."""

    hide_optional = True
    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_("CSV or Excel (XLSX), up to 10 MB. As it is: headings and order do not matter."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )
    kind = forms.ChoiceField(label=_("What does it hold?"), required=False)
    school = forms.ChoiceField(label=_("All at one school?"), required=False, help_text=SCHOOL_HINT)

    def __init__(self, *args: Any, schools: list[Partner], **kwargs: Any) -> None:
        """`schools` are those of the organisation; without any, nothing is asked."""
        super().__init__(*args, **kwargs)
        self.schools = {school.public_id: school for school in schools}
        _choices(self, "kind", [("", _("The file says")), *kinds()])
        if schools:
            _choices(self, "school", [("", _("No, or the file says")), *((s.public_id, s.name) for s in schools)])
        else:
            del self.fields["school"]

    def clean_file(self) -> Any:
        """The size is asked before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Split it into smaller ones, or take out pictures.")
            )
        return file

    def school_chosen(self) -> Partner | None:
        """The school of all pupils in the file."""
        return self.schools.get(self.cleaned_data.get("school", ""))


class TableForm(forms.Form):
    """Which sheet of the file, and what it holds."""

    hide_optional = True
    sheet = forms.ChoiceField(label=_("Which sheet?"), required=False)
    kind = forms.ChoiceField(label=_("What does it hold?"))
    school = forms.ChoiceField(label=_("All at one school?"), required=False, help_text=SCHOOL_HINT)

    def __init__(self, *args: Any, item: Import, schools: list[Partner], **kwargs: Any) -> None:
        """Shows what is chosen now."""
        now = {"sheet": item.sheet, "kind": item.kind, "school": item.options.get("school", "")}
        super().__init__(*args, **{**kwargs, "initial": now})
        sheets = item.preview.get("sheets", [])
        _choices(self, "sheet", [(name, name) for name in sheets])
        _choices(self, "kind", kinds())
        _choices(self, "school", [("", _("No, or the file says")), *((s.public_id, s.name) for s in schools)])
        if len(sheets) < 2:
            del self.fields["sheet"]
        if not schools or item.kind != "mentees":
            del self.fields["school"]


class ColumnsForm(forms.Form):
    """One select for each column of the file."""

    hide_optional = True

    def __init__(self, *args: Any, item: Import, **kwargs: Any) -> None:
        """Shows how the columns are read now; samples and doubts stand beside them on the page."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Leave this column out")), *targets_for(load_fields(item.kind))]
        for index, column in enumerate(item.mapping.get("columns", [])):
            label = column["header"] or _("Column %(number)d") % {"number": index + 1}
            field = forms.ChoiceField(label=label, required=False, initial=column["target"] or "")
            self.fields[f"column_{index}"] = field
            _choices(self, f"column_{index}", choices)

    def targets(self) -> dict[int, str]:
        """Column number -> field, "" for one that is left out."""
        return {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items()}


class ConfirmForm(forms.Form):
    """Yes; and what to do with those who look like somebody who is here already."""

    bring_lookalikes = forms.BooleanField(required=False)


class SheetForm(forms.Form):
    """The other sheet of a file that was brought in."""

    sheet = forms.CharField(max_length=100)


def kinds() -> list[tuple[str, Any]]:
    """The kinds of tables, for a select."""
    return [(kind.key, kind.label) for kind in KINDS.values()]


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices

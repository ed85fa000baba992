"""How forms are drawn, and that what somebody typed is never lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory

from ithaca.ui.fields import DayMonthYearField, HintedChoices
from ithaca.ui.views.samples import QuestionForm, SampleForm

BAD = {"email": "amira@", "hours": "none", "born_day": "31", "born_month": "2", "born_year": "2011"}


def draw(form: forms.BaseForm, words: str = "") -> str:
    page = Template('{% include "ui/components/form.html" with form=form ' + words + " %}")
    return page.render(Context({"form": form, "request": RequestFactory().get("/"), "csrf_token": "token"}))


def test_every_link_of_the_error_summary_leads_to_something_on_the_page() -> None:
    html = draw(SampleForm(BAD))
    links = re.findall(r'<a href="#([^"]+)">', html)
    assert len(links) == 11
    assert [link for link in links if f'id="{link}"' not in html] == []
    assert "#id_action" in "".join(f"#{link}" for link in links), "the group itself, not its first option"


def test_the_summary_takes_focus_without_a_script() -> None:
    assert re.search(r'class="error-summary"[^>]*tabindex="-1" autofocus', draw(SampleForm(BAD)))
    assert "error-summary" not in draw(SampleForm())


def test_what_was_typed_wrongly_is_still_in_its_box() -> None:
    html = draw(SampleForm(BAD))
    for typed in ("amira@", "none", "31", "2011"):
        assert f'value="{typed}"' in html
    assert 'type="number"' not in html, "a number box drops words"
    assert "There is no such day" in html


def test_a_control_is_described_by_its_hint_and_its_error() -> None:
    html = draw(SampleForm(BAD))
    described = re.search(r'id="id_email"[^>]*aria-describedby="([^"]+)"', html) or re.search(
        r'aria-describedby="([^"]+)"[^>]*id="id_email"', html
    )
    assert described is not None
    assert described.group(1) == "id_email_helptext id_email_error"
    for target in described.group(1).split():
        assert f'id="{target}"' in html


def test_choices_are_a_fieldset_with_a_legend() -> None:
    html = draw(QuestionForm())
    assert re.search(r"<fieldset[^>]*>\s*<legend>What would you like help with\?</legend>", html)


def test_a_question_page_has_the_question_as_its_heading() -> None:
    assert "<legend><h1>What would you like help with?</h1></legend>" in draw(QuestionForm(), "as_question=True")


def test_a_form_carries_its_token_and_the_key_that_makes_it_count_once() -> None:
    html = draw(QuestionForm())
    assert 'name="csrfmiddlewaretoken"' in html
    keys = [re.findall(r'name="once" value="([^"]{20,})"', page) for page in (html, draw(QuestionForm()))]
    assert len(keys[0]) == len(keys[1]) == 1
    assert keys[0] != keys[1]
    assert 'name="once"' not in draw(QuestionForm(), 'method="get"')


def test_optional_fields_say_so_and_a_form_may_stop_it() -> None:
    class Quiet(forms.Form):
        note = forms.CharField(label="Note", required=False)

    assert "(optional)" in draw(Quiet())
    Quiet.hide_optional = True  # type: ignore[attr-defined]
    assert "(optional)" not in draw(Quiet())


def test_words_of_people_are_escaped() -> None:
    class Sly(forms.Form):
        name = forms.CharField(label="<b>Name</b>", help_text="<i>hint</i>")

    html = draw(Sly({"name": '"><script>'}))
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>hint" not in html


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (["", "", ""], "Enter a day, a month and a year."),
        (["1", "", "2011"], "Enter the month."),
        (["31", "2", "2011"], "There is no such day. Check the day and the month."),
        (["1", "March", "2011"], "Use numbers, like 27 3 2011."),
        (["1", "3", "11"], "Use numbers, like 27 3 2011."),
        (["٣", "3", "2011"], "Use numbers, like 27 3 2011."),
        (["1", "3", "0000"], "There is no such day. Check the day and the month."),
    ],
)
def test_a_date_in_three_boxes_says_what_is_wrong(boxes: list[str], sentence: str) -> None:
    with pytest.raises(ValidationError) as told:
        DayMonthYearField().clean(boxes)
    assert told.value.messages == [sentence]


def test_a_date_in_three_boxes_cleans_to_a_date() -> None:
    assert DayMonthYearField().clean([" 27 ", "3", "2011"]) == dt.date(2011, 3, 27)
    assert DayMonthYearField(required=False).clean(["", "", ""]) is None


def test_a_date_in_three_boxes_shows_the_day_it_was_given() -> None:
    class Born(forms.Form):
        born = DayMonthYearField()

    html = draw(Born(initial={"born": dt.date(2011, 3, 27)}))
    assert re.findall(r'value="(27|3|2011)"', html) == ["27", "3", "2011"]


def test_an_option_carries_its_hint() -> None:
    class Pick(forms.Form):
        act = forms.ChoiceField(
            choices=[("a", "A"), ("b", "B")], widget=HintedChoices(hints={"b": "Staff look first."})
        )

    assert draw(Pick()).count("Staff look first.") == 1


def test_the_usual_errors_are_said_plainly() -> None:
    class Plain(forms.Form):
        name = forms.CharField()
        agree = forms.BooleanField()
        kept = forms.CharField(error_messages={"required": "Who is it about?"})

    assert Plain({}).errors["name"] == ["Please fill this in."]
    assert Plain({}).errors["agree"] == ["Tick this box to go on."]
    assert Plain({}).errors["kept"] == ["Who is it about?"]
    for form in (SampleForm({}), SampleForm(BAD)):
        assert not any("This field is required" in str(error) for errors in form.errors.values() for error in errors)

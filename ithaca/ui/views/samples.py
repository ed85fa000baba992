"""Invented people and things for the gallery, so that every component can be seen in every state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.utils import timezone

from ithaca.ui.context import Chrome, MenuItem
from ithaca.ui.fields import DayMonthYear, DayMonthYearField, HintedChoices
from ithaca.ui.parts import (
    Bar,
    Bubble,
    Cell,
    Column,
    Entry,
    Fact,
    Figure,
    PairCard,
    Person,
    Progress,
    Row,
    Step,
    SummaryRow,
    Table,
    Task,
)
from ithaca.ui.pieces import words_with_spans

TOPICS = [("maths", "Maths"), ("work", "Finding work"), ("sure", "Feeling surer of myself")]
ACTIONS = [("release", "Release it"), ("return", "Give it back to the writer"), ("lead", "Tell the safeguarding lead")]


class SampleForm(forms.Form):
    """One of every kind of field."""

    name = forms.CharField(label="Full name", widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(label="E-mail address", help_text="We only write to you about the scheme.")
    telephone = forms.CharField(label="Telephone", required=False, widget=forms.TextInput({"type": "tel"}))
    hours = forms.IntegerField(label="Hours a month", help_text="Two is usual.", min_value=1)
    first = forms.DateField(label="First day", required=False, help_text="For example 3/4/2027.")
    born = DayMonthYearField(
        label="Date of birth", help_text="For example 27 3 2011.", widget=DayMonthYear(birthday=True)
    )
    about = forms.CharField(label="Something about you", widget=forms.Textarea, help_text="Two or three sentences.")
    school = forms.ChoiceField(label="School", choices=[("", "Choose a school"), ("a", "Ashfield"), ("b", "Brookside")])
    action = forms.ChoiceField(
        label="What should happen to this message?",
        choices=ACTIONS,
        widget=HintedChoices(hints={"return": "They can change it and send it again.", "lead": "She sees it at once."}),
    )
    days = forms.ChoiceField(
        label="Can you come on Tuesdays?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect({"class": "choices--row"}),
    )
    topics = forms.MultipleChoiceField(
        label="What would you like help with?",
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick all that fit.",
    )
    photo = forms.FileField(label="Photo", required=False, help_text="JPEG or PNG, up to 5 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput({"autocomplete": "new-password"}))
    rules = forms.BooleanField(label="I have read the ground rules.", help_text="They are on one page.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse always, so that the gallery can show an error that belongs to no field."""
        raise ValidationError("Name and e-mail address belong to two different people.")


class ReasonForm(forms.Form):
    """The reason asked for before contact is paused."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea, help_text="Only staff read this.")


class QuestionForm(forms.Form):
    """One question on its page."""

    topics = forms.MultipleChoiceField(
        label="What would you like help with?",
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick all that fit.",
    )


class MessageForm(forms.Form):
    """A message being written."""

    body = forms.CharField(label="Your message to Rosa", widget=forms.Textarea)


def sample_chrome() -> Chrome:
    """A co-ordinator's frame with all seven words and the banner of the example."""
    words = (("Today", 4), ("People", 0), ("Pairs", 0), ("Messages", 2), ("Sessions", 0), ("Figures", 0), ("Scheme", 0))
    return Chrome(
        name="Bridge Street Mentors",
        role="Co-ordinator",
        person="Amira Khan",
        menu=tuple(MenuItem(word, "#", current=place == 0, count=count) for place, (word, count) in enumerate(words)),
        account=(MenuItem("Your account", "#"), MenuItem("I am away", "#"), MenuItem("Act as safeguarding lead", "#")),
        footer=(MenuItem("Privacy", "#"), MenuItem("Accessibility", "#"), MenuItem("Help", "#")),
        sign_out_url="#",
        search_url="#",
        worry_url="/worried/",
        example=True,
        example_url="#",
    )


def sample_table(choose: bool) -> Table:
    """Three volunteers; with boxes to write to those chosen if `choose`."""
    return Table(
        caption="Volunteers who wait" if choose else "Mentors",
        columns=[
            Column("Name", "?sort=name", "up"),
            Column("Stage", "?sort=stage"),
            Column("Waits for"),
            Column("Days", "?sort=days", numeric=True),
        ],
        rows=[
            Row(
                [Cell("Daniel Osei", "#"), Cell("Checks under way", pill="wait"), "Second reference", "12"],
                "1",
                ticked=True,
            ),
            Row([Cell("Margaret Whitcombe-Fairweather", "#"), Cell("Ready", pill="good"), "A match", "3"], "2"),
            Row([Cell("Tom Reilly", "#"), Cell("Check has run out", pill="bad"), "A new check", "41"], "3"),
        ],
        choose="person" if choose else "",
        choose_url="#" if choose else "",
        choose_label="Write to those chosen" if choose else "",
    )


def _bubbles() -> list[Bubble]:
    now = timezone.now()
    words = "Great! Ring me on 07700 900123 if you are late."
    return [
        Bubble("Rosa", "Hello! How did the maths test go?", now - dt.timedelta(days=2)),
        Bubble(
            "You",
            "Better than I thought. 14 out of 20.\nThank you for the trick with the fractions.",
            now - dt.timedelta(days=1, hours=2),
            "own",
        ),
        Bubble(
            "Rosa",
            words_with_spans(words, [(18, 30, "telephone number")], remove=True),
            now - dt.timedelta(hours=3),
            note="We took out a telephone number.",
        ),
        Bubble(
            "You",
            "Can we meet at the library instead?",
            now,
            "own",
            held=True,
            note="Waiting. A member of staff reads it first.",
        ),
        Bubble("Amira Khan, co-ordinator", "The library is fine. I will tell the school.", now, "staff"),
    ]


def sample_context() -> dict[str, Any]:
    """Everything the gallery's template shows."""
    now = timezone.now()
    rosa = Person("Rosa Lindqvist", "Mentor · civil engineer · Tuesdays", "#")
    jay = Person("Jay P", "Mentee · 14 · Ashfield School")
    page = Paginator(range(240), 20).page(4)
    return {
        "chrome": sample_chrome(),
        "blank": SampleForm(auto_id="blank_%s"),
        "form": SampleForm(
            {"email": "amira@", "hours": "none", "born_day": "31", "born_month": "2", "born_year": "2011"}
        ),
        "message_form": MessageForm(auto_id="message_%s"),
        "tasks": [
            Task("Read a held message", "#", "From Jay to Rosa, today at 09:12", "Urgent", "bad"),
            Task("Approve a pair", "#", "Waiting since Tuesday", "Waiting for you", "wait"),
            Task("Insurance", "#", "Runs out on 4 March 2027", "Confirmed", "good"),
            Task("Open the scheme", "", "You can open when everything above is done.", "Not yet"),
        ],
        "rows": [
            SummaryRow("Name", "Daniel Osei", "#", "name"),
            SummaryRow("Address", "14 Mill Lane\nBarrowby\nBY3 7QT", "#", "address"),
            SummaryRow("Can come on", "", "#", "days"),
            SummaryRow("Applied", "3 March 2027"),
        ],
        "facts": [
            Fact("School", "Ashfield"),
            Fact("Age band", "14 to 15"),
            Fact("Meets", "Tuesdays, 12:30"),
            Fact("Since", "4 March 2027"),
        ],
        "table": sample_table(choose=True),
        "plain_table": sample_table(choose=False),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "entries": [
            Entry("Contact paused", now, "A check has run out.", "Amira Khan", kind="bad"),
            Entry("Met for 45 minutes", now - dt.timedelta(days=3), "At school.", "Rosa", kind="good"),
            Entry("Waits for the second reference", now - dt.timedelta(days=20), kind="wait"),
            Entry("Applied", now - dt.timedelta(days=400)),
        ],
        "bubbles": _bubbles(),
        "tabs": [
            MenuItem("About", "#", current=True),
            MenuItem("Checks", "#", count=1),
            MenuItem("Letters", "#"),
            MenuItem("Notes", "#"),
        ],
        "crumbs": [MenuItem("People", "#"), MenuItem("Mentors", "#")],
        "steps": [Step("Purpose", "done"), Step("People", "now"), Step("Safety"), Step("Open")],
        "progress_known": Progress("Reading the sheet", 340, 1200, "#", "#"),
        "progress_done": Progress("1,200 people are in.", 1200, 1200, "#", "#", finished=True),
        "progress_failed": Progress(
            "Reading the sheet", 3, 9, "#", "#", failed="The file ended in the middle of a row. Nothing was saved."
        ),
        "figures": [
            Figure("42", "Active pairs", "Pairs who have met in the last 30 days.", url="#"),
            Figure("11", "Median wait", "From applying to the first meeting.", unit="days"),
            Figure("3", "Quiet pairs", "No meeting and no message for 21 days.", url="#"),
            Figure("1,284", "Hours together"),
        ],
        "bars": [Bar("January", 31), Bar("February", 44), Bar("March", 52), Bar("March last year", 29, soft=True)],
        "pair": PairCard(
            rosa,
            jay,
            [
                "Both named maths first.",
                "Rosa is free on Tuesdays at 12:30, when Jay's school has its session.",
                "Jay asked for somebody in engineering.",
            ],
            ["Rosa lives 9 miles from the school. The next best, Tom, lives 2 miles away but is not free on Tuesdays."],
            "Suggested",
            "info",
        ),
        "actions": [MenuItem("Write", "#"), MenuItem("Add a note", "#")],
        "now": now,
        "ago": now - dt.timedelta(days=3),
        "ahead": now + dt.timedelta(days=4),
    }

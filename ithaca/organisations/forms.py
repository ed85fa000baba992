"""Cleans what is typed about organisations, partners, agreements and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.organisations.models import Partner, PartnerKind, Person
from ithaca.organisations.selectors import partners_visible_to
from ithaca.ui.fields import DayMonthYear, DayMonthYearField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NOT_A_MAIL = {"invalid": _("This is not an e-mail address.")}


def _words(
    label: StrOrPromise, length: int, *, required: bool = False, missing: StrOrPromise = "", **attrs: Any
) -> forms.CharField:
    messages: dict[str, StrOrPromise] = {
        "required": missing or _("Fill this in."),
        "max_length": _("Use at most %(limit_value)d letters. You typed %(show_value)d."),
    }
    widget = forms.TextInput(attrs)
    return forms.CharField(label=label, max_length=length, required=required, error_messages=messages, widget=widget)


def _text(
    label: StrOrPromise, hint: StrOrPromise, *, required: bool = False, missing: StrOrPromise = ""
) -> forms.CharField:
    messages: dict[str, StrOrPromise] = {
        "required": missing or _("Fill this in."),
        "max_length": _("This is too long: at most 20,000 letters."),
    }
    widget = forms.Textarea({"rows": 4})
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=20_000, error_messages=messages, widget=widget
    )


class OrganisationForm(forms.Form):
    """A new organisation: its name. Everything else can wait."""

    name = _words(_("Name of the organisation"), 120, required=True, missing=_("Enter the name of the organisation."))


class PartnerForm(forms.Form):
    """A partner: what it is called, what it is, and whom to talk to."""

    name = _words(_("Name"), 120, required=True, missing=_("Enter the name of the partner."))
    kinds = forms.MultipleChoiceField(
        label=_("What is it?"),
        help_text=_("Tick all that fit."),
        choices=PartnerKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what kind of partner this is.")},
    )
    supplies_mentors = forms.BooleanField(
        label=_("It sends us mentors"),
        help_text=_("Then a signed agreement is needed before its mentors can meet anybody."),
        required=False,
    )
    contact_name = _words(_("Whom do you talk to?"), 120)
    contact_email = forms.EmailField(label=_("Their e-mail address"), required=False, error_messages=_NOT_A_MAIL)
    contact_phone = _words(_("Their telephone"), 40, inputmode="tel")
    address = _words(_("Address"), 300)
    lead_name = forms.CharField(
        label=_("Its safeguarding lead"),
        help_text=_("For a school: a worry about a pupil goes there too."),
        max_length=120,
        required=False,
    )
    lead_phone = _words(_("The lead's telephone"), 40, inputmode="tel")

    def clean(self) -> dict[str, Any]:
        """A school names its own safeguarding lead."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "school" in cleaned.get("kinds", []):
            for field in ("lead_name", "lead_phone"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("A school needs its safeguarding lead's name and telephone."))
        return cleaned


class AgreementForm(forms.Form):
    """What the two sides agree."""

    responsibilities = _text(_("Who does what"), _("What each side takes on."))
    terms = _text(_("Terms and conditions"), _("Length, notice, costs, data."))
    safeguarding = _text(
        _("How the partner keeps learners safe"),
        _("Checks, training, whom they tell when they are worried."),
        required=True,
        missing=_("Say how this partner keeps learners safe."),
    )


class SignForm(forms.Form):
    """Both signatures, the day, and when to look at it again."""

    signed_for_us = _words(_("Signed for us by"), 120, required=True, missing=_("Enter who signed for you."))
    signed_for_partner = _words(
        _("Signed for the partner by"), 120, required=True, missing=_("Enter who signed for the partner.")
    )
    signed_on = DayMonthYearField(label=_("Signed on"))
    review_on = DayMonthYearField(
        label=_("Look at it again on"), help_text=_("After this day it has lapsed. “Today” names it two months before.")
    )


class PersonForm(forms.Form):
    """The record of a person, and why it is corrected."""

    given_name = _words(_("Given name"), 60, required=True, missing=_("Enter the given name."))
    family_name = _words(_("Family name"), 60)
    date_of_birth = DayMonthYearField(label=_("Date of birth"), required=False, widget=DayMonthYear())
    gender = forms.ChoiceField(label=_("Gender"), required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, error_messages=_NOT_A_MAIL)
    phone = _words(_("Telephone"), 40, inputmode="tel")
    school: forms.ModelChoiceField[Partner] = forms.ModelChoiceField(
        label=_("School"), queryset=None, required=False, empty_label=_("none")
    )
    class_name = _words(_("Class or year"), 30)
    employer: forms.ModelChoiceField[Partner] = forms.ModelChoiceField(
        label=_("Employer"), queryset=None, required=False, empty_label=_("none")
    )
    job_title = _words(_("Job"), 120)
    supplied_by: forms.ModelChoiceField[Partner] = forms.ModelChoiceField(
        label=_("Sent to us by"), queryset=None, required=False, empty_label=_("nobody")
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed when you correct a name, a date of birth or a gender."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, by: Actor, person: Person, **kwargs: Any) -> None:
        """Offers the partners that `by` sees, of the fitting kind, and the one that stands there now."""
        kwargs["initial"] = {name: getattr(person, name) for name in self.base_fields if name != "reason"}
        super().__init__(*args, **kwargs)
        genders = self.fields["gender"]
        assert isinstance(genders, forms.ChoiceField)
        known = {"": _("not on record"), "female": _("female"), "male": _("male"), "other": _("another")}
        genders.choices = list(({person.gender: person.gender} | known).items())
        partners = list(partners_visible_to(by).filter(ended_at=None))
        self._offer("school", [p for p in partners if {"school", "college"} & set(p.kinds)], person.school_id)
        self._offer("employer", [p for p in partners if "employer" in p.kinds], person.employer_id)
        self._offer("supplied_by", [p for p in partners if p.supplies_mentors], person.supplied_by_id)

    def _offer(self, name: str, partners: list[Partner], now: int | None) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        keys = {partner.pk for partner in partners} | ({now} if now else set())
        if not keys:
            del self.fields[name]
            return
        field.queryset = Partner.objects.filter(pk__in=keys).order_by("name")
        field.label_from_instance = _name_of  # type: ignore[method-assign, assignment]


def _name_of(partner: Partner) -> str:
    return partner.name


class AcceptForm(forms.Form):
    """What an invited person chooses: a user name where their address cannot serve, and a password if they want one."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("You sign in with it. No spaces; it need not say who you are."),
        error_messages={"required": _("Choose a user name.")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        max_length=200,
        required=False,
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    own_device = forms.BooleanField(
        label=_("This is my own phone or computer"),
        help_text=_("Then you stay signed in for 30 days. Leave it empty at school or on a shared one."),
        required=False,
    )
    hide_optional = True

    def __init__(self, *args: Any, person: Person, address_is_free: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.free = person, address_is_free
        hint = _("At least 8 letters or signs. Three words in a row are easy to remember.")
        if person.email:
            hint = _("At least 8 letters or signs. Leave it empty to sign in by a code that we mail you.")
        else:
            self.fields["password"].required = True
        self.fields["password"].help_text = hint
        if address_is_free:
            del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        """Say what is weak about the password beside its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.free:
            cleaned["username"] = self.person.email
        if cleaned.get("password"):
            about = Account(username=cleaned.get("username", ""), email=self.person.email, name=self.person.name)
            try:
                validate_password(cleaned["password"], about)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned

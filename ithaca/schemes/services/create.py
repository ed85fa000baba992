"""Starting a scheme from a starter (SCH-28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.kernel.work import service
from ithaca.organisations.models import Organisation, Person
from ithaca.schemes import hooks, rules
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.checking import setting_problems
from ithaca.schemes.lines import COLUMNS
from ithaca.schemes.models import Appointment, Scheme, SettingsVersion
from ithaca.schemes.services.posts import refuse_child, refuse_one_person_twice
from ithaca.schemes.starters import Starter, find

#: Answers that name people, with the post they are named for.
POSTS = {
    "coordinator": Role.COORDINATOR,
    "lead": Role.SAFEGUARDING_LEAD,
    "third": Role.THIRD_PERSON,
    "deputy": Role.DEPUTY,
    "deputy_lead": Role.DEPUTY_SAFEGUARDING_LEAD,
}


@service
def create_scheme(
    *, organisation: Organisation, template: str, name: str, answers: dict[str, Any], by: Actor, at: datetime
) -> Scheme:
    """A new scheme in draft, from the starter `template`, with the answers to the five questions.

    answers: `coordinator`, `lead`, `third`, `deputy`, `deputy_lead` (a Person each, all may be left out), the columns
    purpose, objectives and target_group, and any setting of Arrangements by its name; the starter answers the rest.
    Raises NotNow if there is no such starter, an answer makes no sense, or one person would hold two posts that must not
    be held together.
    """
    rules.create.require(by=by, of=organisation)
    starter = find(template)
    if starter is None:
        raise NotNow(_("There is no starter of that name."))
    if not name.strip():
        raise NotNow(_("Give the scheme a name."))
    people = {POSTS[key]: person for key, person in answers.items() if key in POSTS and person is not None}
    settings = {key: value for key, value in answers.items() if key not in POSTS and key not in COLUMNS}
    arrangements = _arranged(starter, settings)
    for role, person in people.items():
        refuse_child(person, role, localdate(at))
    refuse_one_person_twice(people, arrangements)
    scheme: Scheme = Scheme.objects.create(
        organisation=organisation,
        name=name.strip()[:120],
        slug=_free_slug(organisation, name),
        template=starter.key,
        purpose=answers.get("purpose", starter.purpose),
        objectives=list(answers.get("objectives", starter.objectives)),
        target_group=answers.get("target_group", starter.target_group),
        settings=arrangements.to_json(),
    )
    with open_scheme(organisation_id=organisation.pk, scheme_id=scheme.pk):
        _lay_out(scheme, starter, people, by, at)
    return scheme


def _arranged(starter: Starter, settings: dict[str, Any]) -> Arrangements:
    problems = setting_problems({**starter.arrangements.to_json(), **settings})
    if problems:
        raise NotNow(" ".join(problems))
    return replace(starter.arrangements, **Arrangements.from_json(settings).changed_by(settings))


def _lay_out(scheme: Scheme, starter: Starter, people: dict[Role, Person], by: Actor, at: datetime) -> None:
    """The rows that belong to the scheme, then what the rooms above lay out."""
    SettingsVersion.objects.create(
        scheme=scheme,
        settings={**scheme.settings, **{name: getattr(scheme, name) for name in COLUMNS}},
        reason=_("As the starter has it."),
        changed_by_id=by.person_id,
    )
    record(name="schemes.created", by=by, at=at, about=scheme, data={"starter": starter.key})
    for role, person in people.items():
        post = Appointment.objects.create(scheme=scheme, person=person, role=role.value, since=localdate(at))
        record(
            name="schemes.appointed", by=by, at=at, about=post, data={"role": role.value, "person": person.public_id}
        )
        hooks.appointed.tell(appointment=post, by=by, at=at)
    hooks.scheme_created.tell(scheme=scheme, starter=starter, by=by, at=at)


def _free_slug(organisation: Organisation, name: str) -> str:
    """A short address for the scheme that no other scheme of the organisation has."""
    base = slugify(name)[:34].strip("-") or "scheme"
    taken = set(Scheme.objects.filter(organisation=organisation, slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)

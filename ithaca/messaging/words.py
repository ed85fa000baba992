"""The engine's reasons as people read them. It writes English sentences and knows no catalogue; here stand their keys."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

#: Every whole sentence the engine can give, for the catalogue (`ithaca.screening.reasons`).
SENTENCES = (
    gettext_noop("The screening could not finish, so a person must read this message first."),
    gettext_noop("The message is longer than 10,000 characters, so a person must read it first."),
    gettext_noop("It contains a telephone number."),
    gettext_noop("It contains an e-mail address."),
    gettext_noop("It contains a postal address."),
    gettext_noop("It contains a full postcode."),
    gettext_noop("It contains a user name."),
    gettext_noop("It contains a link."),
    gettext_noop("It seems to contain a telephone number written so that it is hard to recognise."),
    gettext_noop("It seems to contain an e-mail address written so that it is hard to recognise."),
    gettext_noop("It seems to contain a postal address written so that it is hard to recognise."),
    gettext_noop("It seems to contain a full postcode written so that it is hard to recognise."),
    gettext_noop("It seems to contain a user name written so that it is hard to recognise."),
    gettext_noop("It seems to contain a link written so that it is hard to recognise."),
    gettext_noop("Together with earlier messages it seems to make up a telephone number."),
    gettext_noop("Together with earlier messages it seems to make up an e-mail address."),
    gettext_noop("Together with earlier messages it seems to make up a postal address."),
    gettext_noop("Together with earlier messages it seems to make up a full postcode."),
    gettext_noop("Together with earlier messages it seems to make up a user name."),
    gettext_noop("Together with earlier messages it seems to make up a link."),
    gettext_noop("It contains swearing, abuse or discrimination."),
    gettext_noop("It asks or invites the other person to talk somewhere else, or asks for contact details."),
    gettext_noop("It may be about meeting alone, a lift or a visit."),
    gettext_noop("It may be about money, gifts or paid favours between the two."),
    gettext_noop("It contains a sexual or romantic remark or approach."),
    gettext_noop(
        "It shows a sign of grooming: secrecy, isolation, asking for pictures, flattery, probing or pressure."
    ),
    gettext_noop("It may be about self-harm, suicide or an eating disorder."),
    gettext_noop("It may say that somebody is being hurt, neglected, forced or exploited."),
    gettext_noop("It contains a threat, or urges somebody to harm themselves."),
    gettext_noop("Its wording is like that of messages that needed a person to read them first."),
    gettext_noop("A person decided before that these same words get: allow."),
    gettext_noop("A person decided before that these same words get: hold."),
    gettext_noop("in disguised or divided words"),
)
_DIVIDED = ", in disguised or divided words."
_OWN = ("It contains a word or pattern this scheme added (", ").")


def reasons_in_words(reasons: Iterable[str]) -> list[str]:
    """The stored reasons in the reader's language; a sentence the catalogue does not know stays as it is."""
    return [_in_words(reason) for reason in reasons]


def _in_words(reason: str) -> str:
    begins, ends = _OWN
    if reason.startswith(begins) and reason.endswith(ends):
        found = reason.removeprefix(begins).removesuffix(ends)
        return _("It contains a word or pattern this scheme added (%(rule)s).") % {"rule": found}
    if reason.endswith(_DIVIDED):
        whole = _(reason.removesuffix(_DIVIDED) + ".")
        return f"{whole[:-1]}, {_('in disguised or divided words')}."
    return _(reason) if reason else ""

"""Setting up mail, trying it, and keeping mails of the sign-in pages in the outbox."""

from __future__ import annotations

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.encryption import encrypt
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.rows import new_public_id
from ithaca.kernel.work import service
from ithaca.notices import rules
from ithaca.notices.letters import may_be_reworded
from ithaca.notices.models import Letter, MailSettings, Rewording
from ithaca.notices.services.deliver import connection_for
from ithaca.schemes.models import Scheme


@service
def post_mail(*, subject: str, body: str, address: str, by: Actor, at: datetime) -> Letter:
    """Keep one mail of the sign-in pages; its words go once it has left, because they hold codes."""
    domain = settings.BASE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
    letter = Letter.objects.create(
        name="accounts.mail",
        to_address=address,
        subject=" ".join(subject.split())[:200],
        body=body,
        urgent=True,
        message_id=f"<{new_public_id()}.{new_public_id()}@{domain}>",
        next_try_at=at,
    )
    record(name="notices.letter_written", by=by, at=at, about=letter, data={"letter": letter.name})
    return letter


@service
def set_up_mail(
    *, host: str, port: int, security: str, username: str, password: str, from_address: str, by: Actor, at: datetime
) -> MailSettings:
    """Keep how mail leaves. An empty password leaves the one that is kept; it counts as untested until a test was taken."""
    rules.mail.require(by=by)
    row = MailSettings.objects.first() or MailSettings(host=host, from_address=from_address)
    row.host, row.port, row.security, row.username, row.from_address = host, port, security, username, from_address
    if password:
        row.password_encrypted = encrypt(password)
    row.tested_at = None
    row.save()
    record(name="notices.mail_set_up", by=by, at=at, about=row)
    return row


def try_mail(*, how: MailSettings, to: str) -> None:
    """Send a test letter now. Raises NotNow with what the mail server said, in words for whoever runs the server."""
    mail = EmailMessage(
        subject=_("Ithaca can send mail"),
        body=_("This letter shows that mail from your Ithaca arrives. Nothing needs to be done."),
        from_email=how.from_address,
        to=[to],
    )
    connection = connection_for(how)
    try:
        connection.send_messages([mail])
    except smtplib.SMTPAuthenticationError as error:
        raise NotNow(_("The mail server does not accept this user name and password.")) from error
    except smtplib.SMTPException as error:
        raise NotNow(_("The mail server refused: %(why)s") % {"why": type(error).__name__}) from error
    except OSError as error:
        raise NotNow(
            _("There is no mail server at %(host)s, port %(port)d.") % {"host": how.host, "port": how.port}
        ) from error
    finally:
        connection.close()


@service
def mail_works(*, how: MailSettings, by: Actor, at: datetime) -> None:
    """A test letter was taken by the server."""
    rules.mail.require(by=by)
    MailSettings.objects.filter(pk=how.pk).update(tested_at=at)
    record(name="notices.mail_tested", by=by, at=at, about=how)


@service
def reword(*, scheme: Scheme, name: str, subject: str, body: str, by: Actor, at: datetime) -> None:
    """Keep the scheme's own words for a letter or page; empty words bring the shipped ones back (INC-01).

    Raises NotNow for a letter that stands as it is, such as an alarm.
    """
    rules.words.require(by=by)
    if not may_be_reworded(name):
        raise NotNow(_("The words of this letter cannot be changed."))
    if not body.strip():
        Rewording.objects.filter(name=name).delete()
    else:
        Rewording.objects.update_or_create(
            scheme=scheme, name=name, defaults={"subject": subject.strip(), "body": body.strip()}
        )
    record(name="notices.reworded", by=by, at=at, about=scheme, data={"letter": name})

"""An agency refers somebody: its details and reason are required, and it hears what became of it (ELIG-18)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.applications import letters, rules
from ithaca.applications.models import Application
from ithaca.applications.services.submit import FOLLOWED_FOR, follow_path, tell
from ithaca.applications.states import APPLICATION
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.links import make_link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import TAKES_APPLICATIONS

PURPOSE = "referrals"
NEEDED = ("agency", "name", "email")
#: Whose address or telephone the agency gives.
WHOSE = ("self", "parent")


@service
def refer(
    *,
    scheme: Scheme,
    referrer: dict[str, str],
    reason: str,
    agreed: bool,
    answers: dict[str, Any],
    must_know: str = "",
    whose: str = "self",
    reach_email: str = "",
    reach_phone: str = "",
    by: Actor,
    at: datetime,
) -> Application:
    """Keep a referral of a mentee; `referrer` holds agency, name, email and phone, `answers` no more than who it is.

    The person, or with `whose` "parent" their parent or carer, gets a letter at `reach_email` with a link to answer the
    questions themself; without an address it waits to be printed. The agency gets one too.
    Raises NotNow if the scheme takes no referrals now, if details or reason are missing, or if the person does not know.
    The way to see referrals goes only to the address given, so that nobody reads another agency's.
    """
    rules.refer.require(by=by)
    if not scheme.arrangements.agencies_refer or scheme.state not in TAKES_APPLICATIONS:
        raise NotNow(_("This scheme takes no referrals at the moment."))
    known = {key: " ".join(str(referrer.get(key, "")).split()) for key in (*NEEDED, "phone")}
    if not all(known[key] for key in NEEDED):
        raise NotNow(_("Say which agency refers, and how we reach you."))
    if not reason.strip():
        raise NotNow(_("Say why you refer this person."))
    if not agreed:
        raise NotNow(_("Speak with the person first. We take nobody who does not know."))
    if whose not in WHOSE or not (reach_email.strip() or reach_phone.strip()):
        raise NotNow(_("Say how we reach the person, or a parent or carer."))
    reach = {"whose": whose, "reach_email": reach_email.strip(), "reach_phone": reach_phone.strip()}
    own = {"email": reach["reach_email"], "phone": reach["reach_phone"]} if whose == "self" else {}
    who = {key: answers[key] for key in ("given_name", "family_name") if answers.get(key)}
    application: Application = Application.objects.create(
        scheme=scheme,
        role="mentee",
        route="agency",
        referrer={**known, "email": known["email"].lower(), **reach},
        referral_reason="\n\n".join(filter(None, (reason.strip(), must_know.strip()))),
        answers={**who, **{key: words for key, words in own.items() if words}},
        account_id=by.account_id,
        created_at=at,
    )
    move(application, "referred", table=APPLICATION, by=by, at=at, also={"submitted_at": at})
    kind = letters.REFERRED_CHILD if whose == "parent" else letters.REFERRED
    tell(application, kind, by=by, at=at, link=follow_path(application, at))
    tell_referrer(application, letters.REFERRAL_KEPT, by=by, at=at)
    return application


def tell_referrer(application: Application, kind: Any, *, by: Actor, at: datetime) -> None:
    """Write to the agency with a fresh link to its referrals; nothing for somebody who came of their own."""
    email = application.referrer.get("email", "")
    if not email:
        return
    scheme = application.scheme
    token = make_link(
        purpose=PURPOSE,
        subject=email,
        expires_at=at + FOLLOWED_FOR,
        organisation_id=scheme.organisation_id,
        scheme_id=scheme.pk,
        single_use=False,
    )
    link = address("applications:referrals", organisation=scheme.organisation, scheme=scheme, token=token)
    send_letter(kind=kind, address=email, scheme=scheme, by=by, at=at, link=link)

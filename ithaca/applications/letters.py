"""What is written to people who ask to join."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

WHAT = {"reason": _("the reason as the co-ordinator wrote it")}
SUBMITTED = LetterKind(
    "applications.submitted",
    subject=_("We have your application"),
    body=_(
        "Hello {name},\n\nThank you for asking to join {scheme}. We have your application, and somebody will read it. "
        "The link shows how it stands; you can also take it back there."
    ),
    act=_("See how it stands"),
)
MORE_ASKED = LetterKind(
    "applications.more_asked",
    subject=_("One more question about your application"),
    body=_("Hello {name},\n\n{reason}"),
    fields=WHAT,
    act=_("Answer"),
)
ACCEPTED = LetterKind(
    "applications.accepted",
    subject=_("Welcome to {scheme}"),
    body=_(
        "Hello {name},\n\nWe are glad to have you in {scheme}. {reason}\n\nThe next steps come in separate letters."
    ),
    fields=WHAT,
)
REJECTED = LetterKind(
    "applications.rejected",
    subject=_("Your application to {scheme}"),
    body=_("Hello {name},\n\nThank you for asking to join {scheme}. This time we cannot offer you a place. {reason}"),
    fields=WHAT,
)
WAITING = LetterKind(
    "applications.wait_listed",
    subject=_("You are on our waiting list"),
    body=_("Hello {name},\n\nThank you for asking to join {scheme}. You are on the waiting list. {reason}"),
    fields=WHAT,
    act=_("See how it stands"),
)
REFERRED = LetterKind(
    "applications.referred",
    subject=_("You have been put forward for {scheme}"),
    body=_(
        "Hello {name},\n\nSomebody who supports you has asked us to find you a place in {scheme}. Open the link and answer a few "
        "questions about yourself: then it counts. If you do not want it, say so there."
    ),
    act=_("Answer the questions"),
)
REFERRED_CHILD = LetterKind(
    "applications.referred_child",
    subject=_("Your child has been put forward for {scheme}"),
    body=_(
        "Hello,\n\nSomebody who supports your child has asked us to find your child a place in {scheme}. Open the link and "
        "answer a few questions, best together with your child: then it counts. If you do not want it, say so there."
    ),
    act=_("Answer the questions"),
)
REFERRAL_KEPT = LetterKind(
    "applications.referral_kept",
    subject=_("We have your referral to {scheme}"),
    body=_(
        "Hello,\n\nThank you. We have your referral, and somebody will read it. The link shows how your referrals to {scheme} "
        "stand."
    ),
    act=_("See your referrals"),
)
REFERRAL_DECIDED = LetterKind(
    "applications.referral_decided",
    subject=_("One of your referrals to {scheme} is decided"),
    body=_("Hello,\n\nOne of your referrals to {scheme} has been decided. The link shows what became of it."),
    act=_("See your referrals"),
)

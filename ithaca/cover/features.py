"""What makes a place fit for meetings (RISK-10, MEET-04)."""

from django.utils.translation import gettext_lazy as _

FEATURES = {
    "shared_room": _("a large shared room, such as a library or hall"),
    "glass_panel": _("a room with a glass panel in the door"),
    "public_place": _("a public place"),
    "interview_room": _("a school interview room"),
    "partner_office": _("a partner’s office"),
    "workplace": _("the mentor’s place of work"),
    "none": _("none of these"),
}
#: A place that others cannot see into asks for a reason (MEET-04).
ASKS_REASON = frozenset({"interview_room", "partner_office", "workplace", "none"})

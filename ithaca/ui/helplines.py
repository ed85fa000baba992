"""Numbers anybody in the United Kingdom can ring, as their owners publish them; a scheme may show its own instead."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ithaca.ui.parts import Helpline


def default_helplines() -> list[Helpline]:
    """The lines shown with every worry: danger now, children, anybody in despair, adults worried about a child."""
    return [
        Helpline(_("Police, ambulance, fire"), "999", _("If somebody is in danger now.")),
        Helpline("Childline", "0800 1111", _("For anyone under 19. Free, day and night.")),
        Helpline("Samaritans", "116 123", _("For anyone, about anything. Free, day and night.")),
        Helpline(_("NSPCC helpline"), "0808 800 5000", _("For adults who are worried about a child.")),
    ]

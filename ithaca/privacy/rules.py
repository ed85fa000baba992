"""Everybody may know what is held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.rules import Rule

notice = Rule("privacy.notice", level="public", says=_("Everybody may read this."))

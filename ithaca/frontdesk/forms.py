"""Cleaning what is typed at the front desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A name, or part of one."""

    q = forms.CharField(label=_("Name"), max_length=120, required=False)

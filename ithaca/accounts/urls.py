"""Addresses of one's own account; sign-in itself stands under /account/."""

from __future__ import annotations

from django.urls import URLPattern

from ithaca.accounts import rules
from ithaca.accounts.views import administrators, me, second_step, unsent
from ithaca.kernel.doors import page

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    page("me/", me.me, name="me", rule=rules.me),
    page("me/name/", me.change, name="change", rule=rules.change),
    page("me/address/", me.change_email, name="change_email", rule=rules.change_email),
    page("me/address/<str:token>/", me.confirm_email, name="confirm_email", rule=rules.confirm_email),
    page("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign_out_everywhere", rule=rules.sign_out_everywhere),
    page("me/second-step/", second_step.second_step, name="second_step", rule=rules.second_step),
    page("me/go-on/", second_step.go_on, name="go_on", rule=rules.go_on),
    page("unsent/", unsent.again, name="again", rule=rules.again),
    page("welcome/<str:token>/", administrators.accept, name="accept_administrator", rule=rules.accept_administrator),
    page("administrators/", administrators.administrators, name="administrators", rule=rules.administrators),
    page("administrators/invite/", administrators.invite, name="invite_administrator", rule=rules.invite_administrator),
]

"""Accounts: what a person signs in with. Names and dates belong to the people of an organisation, not here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from ithaca.kernel.rows import Row


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; used by the services of this room and by sign-in."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **fields: Any) -> Account:
        """A new account; without a password it can only be entered by link, code or passkey."""
        account = self.model(username=username, email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """By user name, whatever the case of its letters."""
        return self.get(username__iexact=username or "")


class Account(AbstractBaseUser, Row):
    """One way in for one human being. Two people may share an e-mail address, never a user name."""

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True, default="")
    name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    card_issued_at = models.DateTimeField(null=True)
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("username"), name="account_username_any_case"),)
        indexes = (models.Index(Lower("email"), name="account_email_any_case"),)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of this account carries: another password or another round ends them all (SE-5)."""
        words = f"{self.password}|{self.session_round}"
        return salted_hmac("ithaca.accounts.session", words, secret=secret, algorithm="sha256").hexdigest()

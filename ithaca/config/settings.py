"""Django's settings. What differs between machines comes from the environment (docs/server/settings.md)."""

from __future__ import annotations

import os
from urllib.parse import urlparse

from django.utils.csp import CSP

from ithaca.config.environment import ROOT, data_folder, database, flag, secret, words
from ithaca.config.rooms import ROOMS

DATA = data_folder()
DEBUG = flag("ITHACA_DEBUG")
EXAMPLE = flag("ITHACA_EXAMPLE")
SECRET_KEY = secret("ITHACA_SECRET_KEY", DATA / "secret.key")
FIELD_KEYS = secret("ITHACA_FIELD_KEYS", DATA / "field.keys").split(",")
BASE_URL = os.environ.get("ITHACA_BASE_URL") or "http://127.0.0.1:8000"
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [h for h in os.environ.get("ITHACA_ALLOWED_HOSTS", "").split(",") if h] or [
    urlparse(BASE_URL).hostname or "127.0.0.1",
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    *[f"ithaca.{room}" for room in ROOMS if (ROOT / "ithaca" / room / "apps.py").exists()],
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ithaca.ui.middleware.NeverKept",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ithaca.accounts.sessions.SessionClock",
    "allauth.account.middleware.AccountMiddleware",
    "ithaca.accounts.guard.Guard",
    "ithaca.kernel.doors.ClosedByDefault",
    "ithaca.ui.middleware.NoNulls",
    "ithaca.ui.middleware.RefusalPages",
]

ROOT_URLCONF = "ithaca.config.urls"
WSGI_APPLICATION = "ithaca.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ithaca.ui.context.chrome",
            ],
        },
    }
]
FORM_RENDERER = "ithaca.ui.rendering.Renderer"

DATABASES = {"default": database(os.environ.get("ITHACA_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "ithaca.kernel.jobs.backend.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

SESSION_ENGINE = "ithaca.kernel.session_store"
SESSION_COOKIE_NAME = "__Host-ithaca" if HTTPS else "ithaca"
CSRF_COOKIE_NAME = "__Host-ithaca-csrf" if HTTPS else "ithaca-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "ithaca.ui.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("ITHACA_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
LOCALE_PATHS = [ROOT / "ithaca" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MAILERS = {"default": {"BACKEND": "ithaca.notices.backend.OutboxEmailBackend"}}
# Answers by mail (ithaca/relay, docs/server/answers-by-mail.md): off until a domain is named.
RELAY_DOMAIN = os.environ.get("ITHACA_RELAY_DOMAIN", "")
RELAY_SMTP = os.environ.get("ITHACA_RELAY_SMTP", "127.0.0.1:8025")
RELAY_LMTP = os.environ.get("ITHACA_RELAY_LMTP", "")
RELAY_CERTIFICATE = os.environ.get("ITHACA_RELAY_CERTIFICATE", "")
RELAY_TRUSTS = words("ITHACA_RELAY_TRUSTS")
RELAY_TRUSTED_PEERS = words("ITHACA_RELAY_TRUSTED_PEERS")
RELAY_DNS = [(host, int(port or 53)) for host, _, port in (one.partition("#") for one in words("ITHACA_RELAY_DNS"))]
RELAY_WEBHOOK = os.environ.get("ITHACA_RELAY_WEBHOOK", "")
ANYMAIL = {"WEBHOOK_SECRET": RELAY_WEBHOOK} if RELAY_WEBHOOK else {}
VIRUS_CHECK = os.environ.get("ITHACA_VIRUS_CHECK", "")
RELAY_SIGNS = flag("ITHACA_RELAY_SIGNS")
DEFAULT_FROM_EMAIL = os.environ.get("ITHACA_MAIL_FROM") or "ithaca@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"ithaca": {"level": "INFO"}},
}

# Who is found by what is typed, and how often one may try, is ours (accounts/adapter.py, accounts/limits.py): an address
# may be shared, and limits are counted in the database, so that allauth's own counting in memory stays off.
ACCOUNT_ADAPTER = "ithaca.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 6}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 1800
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "ithaca.accounts.forms.LoginForm",
    "request_login_code": "ithaca.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "ithaca.accounts.forms.ConfirmLoginCodeForm",
    "reset_password": "ithaca.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "ithaca.accounts.forms.ResetPasswordKeyForm",
    "change_password": "ithaca.accounts.forms.ChangePasswordForm",
    "set_password": "ithaca.accounts.forms.SetPasswordForm",
    "reauthenticate": "ithaca.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "ithaca.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Ithaca"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "ithaca.accounts.forms.AuthenticateForm",
    "reauthenticate": "ithaca.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "ithaca.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "ithaca.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "ithaca.accounts.forms.EditWebAuthnForm",
}
PASSWORD_RESET_TIMEOUT = 2 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("ITHACA_BEHIND_PROXY") else 0

"""The one settings file. What differs between places comes from the environment."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from config.env import ROOT, database, env, folder, secret_key

VAR = folder("SALA_VAR", ROOT / "var")
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("SALA_DEMO", default=False)
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
IS_HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "csp",
    "django_prose_editor",  # its one script; the page around it is ours
    "sala.core",
    "sala.journal",
    "sala.mail",
    "sala.documents",
    "sala.search",
    "sala.people",
    "sala.notices",
    "sala.communities",
    "sala.talk",
    "sala.cycles",
    "sala.knowledge",
    "sala.meetings",
    "sala.evaluation",
    "sala.insights",
    "sala.publishing",
    "sala.home",
    # after our own apps, whose templates dress the pages of accounts
    "allauth",
    "allauth.account",
    "django.forms",  # last: our templates come before its own
]

MIDDLEWARE = [
    "sala.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Thai is three bytes a letter. Django pads each answer, so that its size tells nothing of
    # the masked CSRF token (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sala.people.middleware.PersonMiddleware",
    "sala.knowledge.middleware.VisitMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sala.core.context.ShellMiddleware",
    "sala.core.middleware.PrivateAnswersMiddleware",
    "sala.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "sala.core.context.words",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "sala.core.templatetags.charts",
                "sala.core.templatetags.ui",
                "sala.core.templatetags.thai",
            ],
        },
    }
]

FORM_RENDERER = "sala.core.forms_renderer.SalaRenderer"

DATABASES = {"default": database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sala.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "sala.people.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None  # the person says, at each sign-in: office machines are shared
# An office behind one address must not be locked out by one person's typing errors:
# the limit that bites is per account; the one per address is wide.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "1000/m/ip,8/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "confirm_email": "1/3m/key",
}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = folder("SALA_STATIC", VAR / "static")
MEDIA_ROOT = folder("SALA_MEDIA", VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Figures of a smaller group would tell what one person answered.
EVALUATION_MIN_GROUP = env.int("EVALUATION_MIN_GROUP", default=3)
# Behind how many proxies of our own the site stands; each adds one line to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Where a guest's comment came from is kept this long: the least the Computer Crime Act asks.
GUEST_ADDRESS_DAYS = env.int("GUEST_ADDRESS_DAYS", default=90)
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20 * 1024 * 1024)
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", default=10)
# Where clamd listens, as "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310"; empty: no scan.
CLAMD = env.str("CLAMD", default="")
# Weekly look at the addresses that items cite; "host:port" of our own that may be asked too.
LINK_CHECK = env.bool("LINK_CHECK", default=True)
LINK_CHECK_ALLOWED = env.list("LINK_CHECK_ALLOWED", default=[])

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sala.core.views.csrf_failure"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    default="django.core.mail.backends.filebased.EmailBackend"
    if DEMO or DEBUG
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = folder("SALA_OUTBOX", VAR / "outbox")
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)  # seconds; a dumb server holds up no clock
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
# Group mail: the domain whose addresses come to us (docs/operate/mail-out.md).
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="localhost")
MAIL_REPLY_DAYS = env.int("MAIL_REPLY_DAYS", default=90)  # how long an address for answers lives
MAIL_BOUNCE_LIMIT = env.float("MAIL_BOUNCE_LIMIT", default=3.0)
MAIL_DKIM_KEY = env.str("MAIL_DKIM_KEY", default="")  # a file: the private key, PEM
MAIL_DKIM_SELECTOR = env.str("MAIL_DKIM_SELECTOR", default="sala")
# Letters that can wait stay overnight and over holidays; a demonstration shows them at once.
MAIL_QUIET_HOURS = env.str("MAIL_QUIET_HOURS", default="" if DEMO else "20:00-07:00")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"ศาลา <sala@{MAIL_DOMAIN}>")

# LINE Messaging API: off while there is no token. Pointers only, never content.
LINE_TOKEN = env.str("LINE_TOKEN", default="")
LINE_API_URL = env.str("LINE_API_URL", default="https://api.line.me/v2/bot/message/push")

# Mail that comes in: where the MTA hands it over, whose word about senders counts, and how much.
MAIL_LISTEN = env.str("MAIL_LISTEN", default=f"unix:{VAR / 'lmtp.sock'}")
MAIL_AUTHSERV_ID = env.str("MAIL_AUTHSERV_ID", default="")
MAIL_MAX_BYTES = env.int("MAIL_MAX_BYTES", default=20 * 1024 * 1024)
MAIL_MOST_CONNECTIONS = env.int("MAIL_MOST_CONNECTIONS", default=20)
MAIL_PER_SENDER = env.int("MAIL_PER_SENDER", default=200)  # an hour
MAIL_PER_ADDRESS = env.int("MAIL_PER_ADDRESS", default=1000)  # an hour
MAIL_KEEP_RAW_DAYS = env.int("MAIL_KEEP_RAW_DAYS", default=90)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

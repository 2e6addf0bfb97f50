"""Settings. Everything a deployment may change comes from the environment (`.env.example`)."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from config.embedded.addresses import addresses, secret

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("PILOTHOUSE_VAR", BASE_DIR / "var"))
SERVICES = addresses(VAR)

SECRET_KEY = secret(VAR, "SECRET_KEY")
CONNECTION_KEY = secret(VAR, "CONNECTION_KEY")
DEBUG = False
DEMO = SERVICES.demo
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_FAILURE_VIEW = "apps.console.views.errors.stale_form"
CSRF_TRUSTED_ORIGINS = [u for u in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if u]
HTTPS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "config",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "django_celery_beat",
    "apps.core",
    "apps.bus",
    "apps.policies",
    "apps.commits",
    "apps.records",
    "apps.connectors",
    "apps.memory",
    "apps.gateway",
    "apps.agents",
    "apps.conductor",
    "apps.streams",
    "apps.console",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.console.middleware.ContentSecurityPolicy",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

_database: dict[str, Any] = dict(dj_database_url.parse(SERVICES.database_url))
_database.setdefault("OPTIONS", {})
# A statement or a lock that hangs must not hang the house with it.
_database["OPTIONS"]["options"] = (
    "-c statement_timeout=60s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"
)
_database["CONN_MAX_AGE"] = 60
_database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}
DATABASE_OWNER_URL = SERVICES.owner_url

REDIS_URL = SERVICES.redis_url
REDIS_PREFIX = SERVICES.redis_prefix
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": f"{REDIS_PREFIX}console"},
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "console:decide"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True
LANGUAGE_CODE = "en-gb"

STATIC_URL = "static/"
# Served from where they lie: nothing is collected, so nothing can be stale.
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Mail larger than this becomes a dead letter, its bytes kept.
MAIL_MAX_BYTES = int(os.environ.get("MAIL_MAX_BYTES", str(40 * 1024 * 1024)))
STUDIO_DOMAINS = [
    d.strip().lower()
    for d in os.environ.get("STUDIO_DOMAINS", "studio.example").split(",")
    if d
]
STUDIO = {
    "name": os.environ.get("STUDIO_NAME", "Studio Ada"),
    "email": os.environ.get("STUDIO_EMAIL", f"hello@{STUDIO_DOMAINS[0]}"),
    "currency": os.environ.get("STUDIO_CURRENCY", "EUR"),
    "domains": STUDIO_DOMAINS,
}

RUN_LEASE_SECONDS = float(os.environ.get("RUN_LEASE_SECONDS", "15"))
SWEEP_SECONDS = float(os.environ.get("SWEEP_SECONDS", "2"))
UNDO_SECONDS = float(os.environ.get("UNDO_SECONDS", "10"))

UNFOLD = {
    "SITE_TITLE": "Pilothouse",
    "SITE_HEADER": "Pilothouse",
    "SITE_SYMBOL": "sailing",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "COLORS": {
        "primary": {
            "50": "#eef5fa",
            "100": "#d6e6f2",
            "200": "#aecde5",
            "300": "#7fafd4",
            "400": "#4f8fc0",
            "500": "#2f74a8",
            "600": "#1f5c8b",
            "700": "#194a70",
            "800": "#143b59",
            "900": "#102f47",
            "950": "#0a1f30",
        }
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {"django.request": {"level": "ERROR"}, "fontTools": {"level": "WARNING"},
                "fpdf": {"level": "WARNING"}, "mail.log": {"level": "WARNING"}},
}  # fmt: skip

if dsn := os.environ.get("SENTRY_DSN"):
    from config.sentry import start_sentry

    start_sentry(dsn)

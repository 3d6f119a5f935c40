"""Settings from the environment, safe where nothing is set. Reading them makes no file and opens no connection."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.crypto import get_random_string

from nianbao.web.config.data_folder import data_folder, database_settings, kept_secret
from nianbao.web.config.mail_server import mail_settings

WEB = Path(__file__).parent.parent
DATA = data_folder()

DEBUG = False
IS_DEMO = os.environ.get("NIANBAO_DEMO") == "1"
# `nianbao serve` makes and keeps a key; a key that was not kept only ends sessions at the next start.
SECRET_KEY = kept_secret(DATA) or get_random_string(50)
ALLOWED_HOSTS = os.environ.get("NIANBAO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
IS_SECURE = os.environ.get("NIANBAO_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "nianbao.web.audit",
    "nianbao.web.accounts",
    "nianbao.web.organisations",
    "nianbao.web.campaigns",
    "nianbao.web.submissions",
    "nianbao.web.surveys",
    "nianbao.web.reviews",
    "nianbao.web.manuscripts",
    "nianbao.web.releases",
    "nianbao.web.cases",
    "nianbao.web.sealing",
    "nianbao.web.presentation",
]
MIDDLEWARE = [
    "nianbao.web.config.logs.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nianbao.web.config.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nianbao.web.config.middleware.who_asks",
    "nianbao.web.config.languages.chosen_language",
    "nianbao.web.config.middleware.told_problems",
    "nianbao.web.config.acting.acting_for",
    "nianbao.web.config.staff_session.staff_session",
    "nianbao.web.config.second_factor.second_factor_asked",
    "nianbao.web.config.door.watched_door",
]
ROOT_URLCONF = "nianbao.web.config.urls"
WSGI_APPLICATION = "nianbao.web.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nianbao.web.presentation.context.page_context",
            ],
            "builtins": ["nianbao.web.presentation.templatetags.nianbao"],
        },
    }
]
DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("login_name", "name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "sign-in"
NEEDS_SECOND_FACTOR = os.environ.get("NIANBAO_SECOND_FACTOR") == "1"  # of operators and heads of districts
SESSION_ENGINE = "nianbao.web.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [one for one in os.environ.get("NIANBAO_ORIGINS", "").split(",") if one]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
X_FRAME_OPTIONS = "DENY"

# smtp://user:password@host:587; without it letters go nowhere, in the demonstration to the console.
globals().update(
    mail_settings(os.environ.get("NIANBAO_SMTP", ""), os.environ.get("NIANBAO_MAIL_FROM", ""), is_demo=IS_DEMO)
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = os.environ.get("NIANBAO_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000  # a list of five hundred rows
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "nianbao.web.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("NIANBAO_LOG_LEVEL", "WARNING")},
}

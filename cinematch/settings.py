"""All settings, read from the environment (docs/operating.md lists them).

`manage.py up` keeps the secrets it made in LOCAL_DIR/env; what the environment itself
says wins over that file.
"""

import secrets
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env
from servestatic.compress import Compressor

from cinematch import local, logs

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
LOCAL_DIR = env.path("LOCAL_DIR", BASE_DIR / ".local")
env.read_env(str(LOCAL_DIR / "env"), recurse=False)

# Security

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
# Fernet keys of encrypted fields, the newest first (cinematch.secrets).
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", [])
# Commands that keep nothing (check, makemigrations) work without secrets; what serves
# people refuses to start with these throw-away ones (cinematch.asgi, cinematch.celery).
SECRETS_MISSING = not (SECRET_KEY and FIELD_KEYS)
if SECRETS_MISSING:
    SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
    FIELD_KEYS = FIELD_KEYS or [Fernet.generate_key().decode()]

SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
X_FRAME_OPTIONS = "DENY"
# Addresses of reverse proxies whose X-Forwarded-For is believed (cinematch.clientip).
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [])

# Applications

INSTALLED_APPS = [
    "daphne",
    "cinematch.apps.CinematchAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "django_celery_beat",
    "django_prometheus",
    "django_structlog",
    "csp",
    "cinematch.apps.CinematchConfig",
    "cinematch.accounts",
    "providers",
    "movies",
    "chat",
    "cinematch.ops",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "cinematch.accounts.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cinematch.accounts.middleware.ViewerMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "cinematch.urls"
ASGI_APPLICATION = "cinematch.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cinematch.context.site",
            ],
        },
    },
]

# Stores

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", local.database_url(LOCAL_DIR), conn_health_checks=True
    )
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    # A filtered nearest-neighbour search goes on until it has enough rows
    # (pgvector 0.8: hnsw.iterative_scan), else a child's filter would starve it.
    # No query here runs long enough to be worth compiling, and no disk spins.
    {
        "options": "-c hnsw.iterative_scan=relaxed_order -c hnsw.ef_search=200 "
        "-c jit=off -c random_page_cost=1.1"
    }
)
if pool_size := env.int("DATABASE_POOL", 0):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", local.redis_url(LOCAL_DIR))
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "cinematch.cache.SoftRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cinematch",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    },
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "cinematch"},
    }
}

# Celery names a socket otherwise than redis-py does.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_TIME_LIMIT = 60 * 30
# A page that queues something does not wait for a broker that is gone.
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.2,
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "UTC"

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
# The highest minimum age a guest, or a person who gave no birth date, may see.
GUEST_BAND = env.int("GUEST_BAND", 12)

# CineBot

# What writes its answers (providers.base.Provider).
CHAT_PROVIDER = env.str("CHAT_PROVIDER", "providers.house.House")
# Facts about a person are found by rules; whether a model is asked for more of them.
MEMORY_ASKS_MODEL = env.bool("MEMORY_ASKS_MODEL", False)
# What a row of providers.Service leaves empty. Ollama is asked on this machine unless
# OLLAMA_URL is empty; a cloud is asked once it has a key.
MODEL_SERVICES = {
    "ollama": {
        "base_url": env.str("OLLAMA_URL", "http://127.0.0.1:11434"),
        "model": env.str("OLLAMA_MODEL", "llama3.2:3b"),
        "api_key": env.str("OLLAMA_API_KEY", ""),
    },
    "claude": {
        "base_url": env.str("ANTHROPIC_BASE_URL", ""),
        "model": env.str("ANTHROPIC_MODEL", "claude-haiku-5-5"),
        "api_key": env.str("ANTHROPIC_API_KEY", ""),
    },
    "openai": {
        "base_url": env.str("OPENAI_BASE_URL", ""),
        "model": env.str("OPENAI_MODEL", "gpt-6-luna"),
        "api_key": env.str("OPENAI_API_KEY", ""),
    },
    "gemini": {
        "base_url": env.str("GEMINI_BASE_URL", ""),
        "model": env.str("GEMINI_MODEL", "gemini-2.5-flash-lite"),
        "api_key": env.str("GEMINI_API_KEY", ""),
    },
}

# Whether no question may leave the operator's machines (providers.models.Privacy).
LOCAL_ONLY = env.bool("LOCAL_ONLY", False)

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

# Static files and pages

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", LOCAL_DIR / "static")
# Hashed, compressed files from `collectstatic`; tests and development read the sources.
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "servestatic.storage.CompressedManifestStaticFilesStorage"
            if STATIC_MANIFEST
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
SERVESTATIC_USE_MANIFEST = STATIC_MANIFEST
# Source maps are read by nobody's browser; compressing them doubled `collectstatic`.
SERVESTATIC_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
SERVESTATIC_USE_FINDERS = SERVESTATIC_AUTOREFRESH = not STATIC_MANIFEST
MEDIA_ROOT = env.path("MEDIA_ROOT", LOCAL_DIR / "media")

GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", "")
GOOGLE_CLIENT_SECRET = env.str("GOOGLE_CLIENT_SECRET", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold the redirect that follows a form to this too.
        "form-action": [
            SELF,
            *(["https://accounts.google.com"] if GOOGLE_CLIENT_ID else []),
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

# Mail

# With no server set, mails land as files in .local/mail.
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Cinematch <cinematch@localhost>")
EMAIL_FILE_PATH = LOCAL_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# Sign-in (django-allauth)

LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "cinematch.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "cinematch.accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
# Without a mail server nobody could confirm an address.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_HOST else "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Cinematch] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
# "key" of a failed sign-in is address and account together (accounts.adapter).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}

MFA_ADAPTER = "cinematch.accounts.adapter.MFAAdapter"
MFA_FORMS = {"add_webauthn": "cinematch.accounts.passkeyform.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cinematch"
MFA_ALLOW_UNVERIFIED_EMAIL = not EMAIL_HOST

SOCIALACCOUNT_ADAPTER = "cinematch.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "google": {
        "APPS": (
            [{"client_id": GOOGLE_CLIENT_ID, "secret": GOOGLE_CLIENT_SECRET}]
            if GOOGLE_CLIENT_ID
            else []
        ),
        "SCOPE": ["profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
    }
}

# API

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["cinematch.api.authentication.SiteSession"],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticatedOrReadOnly",
    ],
    # JSON only: the browsable pages carry inline scripts, which the CSP forbids.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cinematch.api.parsers.SafeJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "cinematch.api.paging.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["cinematch.api.throttles.CallerThrottle"],
    "EXCEPTION_HANDLER": "cinematch.api.errors.answer_error",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Cinematch API",
    "DESCRIPTION": (
        "Films, search, taste and picks of this Cinematch. Reading is open to guests "
        "up to the guests' age band; writing needs the site's session cookie and its "
        "CSRF token in the X-CSRFToken header. Everything refused has one shape: Error."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/",
    "ENUM_NAME_OVERRIDES": {"MarkKindEnum": "movies.models.Mark.Kind"},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "cinematch.api.schema.describe_errors",
    ],
}

# Logs (cinematch.logs)

LOGGING = logs.configure(
    log_format=env.str("LOG_FORMAT", "json"), level=env.str("LOG_LEVEL", "INFO")
)
# Addresses stay out of the logs: the request id is enough to follow a request.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True

# Processes

# Whether a web process loads its models at its start (cinematch.warming) or when asked.
WARM_UP = env.bool("WARM_UP", True)

# Monitoring

# What Prometheus sends as its bearer token; without one only staff may read /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

"""Every setting comes from the environment; the defaults make a bare machine work.

`script/server`, `script/manage` and `script/test` set DATABASE_URL and SECRET_KEY themselves.
docs/configuration.md names every variable.
"""

import re
from base64 import b64encode
from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def read(kind, name, default, takes):
    """Read variable `name` as `kind`, or stop with a sentence that says what it `takes`."""
    try:
        return getattr(env, kind)(name, default=default)
    except (ValueError, TypeError, KeyError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(
            f"{name} is {env.ENVIRON.get(name)!r}, which is not understood: it takes {takes}."
        ) from error


# --- who we are -------------------------------------------------------------------------------

DEBUG = read("bool", "DEBUG", False, "True or False")

SECRET_KEY = read("str", "SECRET_KEY", "", "a long random text")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set: start through script/server or script/manage, which make one, "
        "or set it to a long random text."
    )

ALLOWED_HOSTS = read(
    "list", "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], "host names with commas between"
)
CSRF_TRUSTED_ORIGINS = read(
    "list", "CSRF_TRUSTED_ORIGINS", [], "addresses such as https://example.org with commas between"
)

# --- what runs --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "dashboard",
    "laws",
    "laws.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "dashboard.web.observing.Observe",
    # First those that set headers, so that a request refused further in has them too.
    "dashboard.middleware.SayWhatIsShared",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dashboard.middleware.Compress",
    "dashboard.middleware.RefuseBadText",
    "dashboard.middleware.OneSpelling",
    "dashboard.api.door.ApiDoor",
    # What is kept has the header already: to make it takes a third of what such an answer costs.
    "dashboard.web.kept_pages.KeepPages",
    "csp.middleware.CSPMiddleware",
    "dashboard.middleware.AnswerWithAPage",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dashboard.web.editions.ReadEdition",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dashboard.urls"
WSGI_APPLICATION = "dashboard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "dashboard.web.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- the database is PostgreSQL, always -------------------------------------------------------


def read_database(name):
    """Django's settings of the database that variable `name` gives."""
    address = read("str", name, "", "postgresql://user:password@host:port/name")
    if not address.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"{name} must be postgresql://user:password@host:port/name; start through "
            "script/server or script/manage to use a private database instead."
        )
    database = env.db_url_config(address) | {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,
        # A pooler gives each transaction another connection; a cursor would be left behind.
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
    }
    # A server that does not answer is said to be away; nobody waits for it.
    database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    return database


DATABASE_POOLED = read("bool", "DATABASE_POOLED", False, "True or False")
DATABASES = {"default": read_database("DATABASE_URL")}
# A copy that follows the other, from which public pages are read.
if env.ENVIRON.get("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = read_database("DATABASE_REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
    DATABASES["replica"]["OPTIONS"]["connect_timeout"] = 2
DATABASE_ROUTERS = ["laws.databases.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- what is kept of public pages ---------------------------------------------------------------

# In the memory of each process, or in a Valkey or Redis that several machines share.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
PAGES_MEMORY = read("int", "PAGES_MEMORY", 32, "a number of megabytes, 1 or more")
if PAGES_MEMORY < 1:
    raise ImproperlyConfigured(
        f"PAGES_MEMORY is {PAGES_MEMORY}: it takes a number of megabytes, 1 or more."
    )
is_shared = not CACHES["default"]["BACKEND"].endswith("LocMemCache")
CACHES["default"]["BACKEND"] = (
    f"dashboard.web.{'shared_pages.SharedPages' if is_shared else 'page_memory.PageMemory'}"
)
CACHES["default"].setdefault("OPTIONS", {})["MAX_BYTES"] = PAGES_MEMORY * 1024 * 1024
if is_shared:
    # Nobody waits for a server of pages that does not answer.
    CACHES["default"]["OPTIONS"] |= {"socket_timeout": 1, "socket_connect_timeout": 1}
# How often each address asked the API, for two minutes; beside the pages, so that neither crowds
# out the other.
CACHES["limits"] = (
    CACHES["default"] | {"KEY_PREFIX": "limits"}
    if is_shared
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
)
KEEP_PAGES = read("bool", "KEEP_PAGES", True, "True or False")

# --- e-mail -------------------------------------------------------------------------------------


def read_site_address():
    """Where the public finds this site, for what is read elsewhere."""
    address = read("str", "SITE_ADDRESS", "http://127.0.0.1:8000", "https://facelaw.example")
    if re.fullmatch(r"https?://[\w.:\[\]-]+", address):
        return address
    raise ImproperlyConfigured(
        f"SITE_ADDRESS is {address!r}, which is not understood: it takes where the public finds "
        "this site, as https://facelaw.example, without a slash at the end."
    )


def read_addresses(name, default):
    """The e-mail addresses of variable `name`, or stop with a sentence that says what it takes."""
    addresses = read("list", name, default, "e-mail addresses with commas between") or default
    for address in addresses:
        try:
            validate_email(parseaddr(address)[1])
        except ValidationError as error:
            raise ImproperlyConfigured(
                f"{name} contains {address!r}, which is not understood: it takes e-mail addresses "
                "with commas between, as desk@facelaw.example."
            ) from error
    return addresses


def read_mail_server(name):
    """Django's settings of the mail server that variable `name` gives; its password is not said."""
    with suppress(ValueError, ImproperlyConfigured):
        known = env.email_url(name, default="dummymail://")
        kind = known["EMAIL_BACKEND"].split(".")[-2]
        if kind in ("dummy", "console") or (known["EMAIL_HOST"] and kind == "smtp"):
            return known
    raise ImproperlyConfigured(
        f"{name} is not understood: it takes dummymail://, which sends nothing, consolemail://, "
        "which prints it, or smtp+tls://user:password@host:587 (smtp+ssl:// and smtp:// too)."
    )


def read_security_contact(default):
    """Whom to tell of a hole in this site."""
    contact = read("str", "SECURITY_CONTACT", default, "mailto:desk@facelaw.example")
    if re.fullmatch(r"(mailto:[^\s@]+@|https?://)[^\s@]+", contact):
        return contact
    raise ImproperlyConfigured(
        f"SECURITY_CONTACT is {contact!r}, which is not understood: it takes an address of a page, "
        "or mailto:desk@facelaw.example."
    )


SITE_ADDRESS = read_site_address()
SECURITY_CONTACT = read_security_contact(f"{SITE_ADDRESS}/corrections/new/")
mail = read_mail_server("EMAIL_URL")
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = "EMAIL_USE_TLS" in mail, "EMAIL_USE_SSL" in mail
# A mail server that does not answer keeps nobody waiting.
EMAIL_TIMEOUT = 5
MAIL_FROM = read_addresses("MAIL_FROM", ["Facelaw <facelaw@localhost.localdomain>"])
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM[0]
CORRECTIONS_TO = read_addresses("CORRECTIONS_TO", MAIL_FROM)
# How many proxies of ours stand in front: so many last entries of X-Forwarded-For are believed.
TRUSTED_PROXIES = read("int", "TRUSTED_PROXIES", 0, "a whole number, 0 or more")
if TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured(
        f"TRUSTED_PROXIES is {TRUSTED_PROXIES}: it takes a whole number, 0 or more."
    )

# --- other records ----------------------------------------------------------------------------


def read_api_key(name):
    """The key that variable `name` gives for another record's API; it is said nowhere."""
    key = read("str", name, "", "the key that the service gave you").strip()
    if re.fullmatch(r"|[\w.~-]{8,200}", key, re.ASCII):
        return key
    raise ImproperlyConfigured(
        f"{name} is not understood: it takes the key that the service gave you, 8 or more letters "
        "and digits."
    )


def read_api_address(name, default):
    """Where another record's API is. A key travels there, so nothing but TLS, or this machine."""
    address = read("str", name, default, f"an address such as {default}").rstrip("/")
    local = r"http://(127\.0\.0\.1|localhost|\[::1\])"
    if re.fullmatch(rf"(https://[\w.\[\]-]+|{local})(:\d+)?(/[\w./-]*)?", address):
        return address
    raise ImproperlyConfigured(
        f"{name} is {address!r}, which is not understood: it takes an address that starts with "
        f"https://, as {default}."
    )


def read_mirror_address(name, default):
    """Where the legislatures' mirrors are; {state} stands for the postal code in small letters."""
    address = read("str", name, default, f"an address such as {default}")
    if re.fullmatch(r"(https|ssh|git|file)://[^\s{}]*\{state\}[^\s{}]*", address):
        return address
    raise ImproperlyConfigured(
        f"{name} is {address!r}, which is not understood: it takes an address with {{state}} in "
        f"it, as {default}."
    )


LEGISCAN_KEY = read_api_key("LEGISCAN_KEY")
LEGISCAN_ADDRESS = read_api_address("LEGISCAN_ADDRESS", "https://api.legiscan.com")
OPENSTATES_KEY = read_api_key("OPENSTATES_KEY")
OPENSTATES_ADDRESS = read_api_address("OPENSTATES_ADDRESS", "https://v3.openstates.org")
MIRROR_ADDRESS = read_mirror_address(
    "MIRROR_ADDRESS", "https://github.com/govbot-data/{state}-legislation.git"
)
MIRRORS_FOLDER = Path(read("str", "MIRRORS_FOLDER", str(BASE_DIR / ".mirrors"), "a folder"))
# Cited pages are looked at on the public internet alone; the tests have theirs on this machine.
REACH_PRIVATE_NETWORKS = False

# Where the files of the record as it is now are kept, each machine its own; and whether a reader
# who comes when the record is further on has new ones made.
MAKE_FILES = read("bool", "MAKE_FILES", True, "True or False")
FILES_FOLDER = Path(read("str", "FILES_FOLDER", str(BASE_DIR / ".files"), "a folder"))
# Where the files of editions are kept; machines that serve one record share it.
EDITIONS_FOLDER = Path(read("str", "EDITIONS_FOLDER", str(BASE_DIR / ".editions"), "a folder"))

# --- language, time ---------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
USE_I18N = False
DATE_FORMAT = "F j, Y"  # One way to write a date on every page.
USE_TZ = True
# Every page states its date, so an answer is right for the day it names whatever the zone.
TIME_ZONE = read("str", "TIME_ZONE", "UTC", "a zone such as America/New_York")

# --- static files: hashed, compressed, served by the application ------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(read("str", "STATIC_ROOT", str(BASE_DIR / ".static"), "a folder"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("counties", BASE_DIR / "dashboard" / "charts" / "svg" / "shapes" / "counties"),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dashboard.charts.static.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pages name files by what is in them: under their plain names all would be compressed once more.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- the API ------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "dashboard.api.schema.ApiSchema",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Facelaw",
    "VERSION": "1",
    "DESCRIPTION": "The law on face recognition of the United States, its states, counties and "
    "cities, on any day. Without a key. Unknown is given as null; what was not searched is never "
    "no law.",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "SERVERS": [{"url": "/", "description": "This site"}],
    "APPEND_COMPONENTS": {},
    "POSTPROCESSING_HOOKS": ["dashboard.api.schema.with_problem"],
}

# --- security ---------------------------------------------------------------------------------

# One switch for everything that needs TLS in front; a bare machine has none.
HTTPS = read("bool", "HTTPS", False, "True or False")
SECURE_SSL_REDIRECT = HTTPS
# Monitors, and the start itself, ask on this machine, where there is no TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# A measure with many actions, its codebook and its sources is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Staff alone have cookies: a visitor's requests carry none.
SESSION_COOKIE_PATH = "/admin/"
CSRF_COOKIE_PATH = "/admin/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "dashboard.web.errors.csrf_failure"

# The home page brings the sheet along (docs/decisions/0061-the-home-page-brings-its-style.md).
SITE_STYLE = (BASE_DIR / "static" / "site.css").read_text()
SITE_STYLE_HASH = b64encode(sha256(SITE_STYLE.encode()).digest()).decode()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, f"'sha256-{SITE_STYLE_HASH}'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- logging in at the desk -------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "laws.admin.people.backend.StaffBackend",
]
# Wrong passwords are counted for each account from each address, and for each address; from another
# address the same account is open, so that nobody is locked out by a stranger.
AXES_HANDLER = "dashboard.web.log_in_limits.LogInLimits"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "dashboard.web.log_in_limits.hashed_address"
AXES_LOCKOUT_CALLABLE = "dashboard.web.log_in_limits.answer_locked"
# Who logged in and from where is kept nowhere.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "next"]
# Whether publishers and administrators need a second factor; others may have one.
SECOND_FACTOR = read("bool", "SECOND_FACTOR", HTTPS, "True or False")
OTP_TOTP_ISSUER = "Facelaw"
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
# A link to set a first password.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- what the server tells those who run it ------------------------------------------------------

LOG_FORMAT = read("str", "LOG_FORMAT", "text", "text or json")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}: it takes text or json.")
LOG_REQUESTS = read("bool", "LOG_REQUESTS", False, "True or False")
# script/server says where, when METRICS asks it to count.
COUNT_REQUESTS = bool(env.ENVIRON.get("PROMETHEUS_MULTIPROC_DIR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "dashboard.web.observing.AddRequest"}},
    "formatters": {
        "text": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        }
    },
    "loggers": {
        "facelaw.requests": {"level": "INFO"},
        # Its warnings repeat each path that was not found, which may be that of a report.
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

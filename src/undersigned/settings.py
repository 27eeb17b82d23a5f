"""Django's settings: the composition root. Values come from `environment`, nowhere else."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from undersigned.environment import read_or_exit
from undersigned.web.accounts.display import full_name
from undersigned.web.embedding import add_headers

ENVIRONMENT = read_or_exit()
PACKAGE = Path(__file__).parent

DEBUG = False
SECRET_KEY = SimpleLazyObject(ENVIRONMENT.secret)  # made when first needed: whoever only looks makes none
BASE_URL = ENVIRONMENT.base_url
ALLOWED_HOSTS = [str(urlsplit(BASE_URL).hostname), "127.0.0.1", "localhost", "[::1]", *ENVIRONMENT.hosts]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "undersigned.urls"
ASGI_APPLICATION = "undersigned.asgi.application"
DATABASES = {"default": ENVIRONMENT.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.headless",
    "undersigned.ledger",
    "undersigned.owed",
    "undersigned.answers",
    "undersigned.live",
    "undersigned.communities",
    "undersigned.people",
    "undersigned.stories",
    "undersigned.conversation",
    "undersigned.moderation",
    "undersigned.licensing",
    "undersigned.unlawful",
    "undersigned.learning",
    "undersigned.journeys",
    "undersigned.web",
    "undersigned.api",
    "undersigned.desk",
    "undersigned.site",
]

if ENVIRONMENT.oidc_issuer:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")

MIDDLEWARE = [
    "undersigned.web.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "undersigned.web.middleware.PermissionsPolicyMiddleware",
    "undersigned.web.middleware.StaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "undersigned.web.middleware.OpenerMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "undersigned.web.middleware.ProblemMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True

# Nothing may run, load or be sent but from and to this address; a story's pictures and video come
# from its newsroom. A sign-in with the newsroom's own accounts leads a form to its issuer.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "https:"],
        "media-src": ["https:"],
        "connect-src": [SELF],
        "form-action": [SELF, ENVIRONMENT.oidc_origin] if ENVIRONMENT.oidc_origin else [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
    }
}
PERMISSIONS_POLICY = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
X_FRAME_OPTIONS = "DENY"

# A name that begins with __Host- is kept by browsers for this very host, and over https only.
COOKIE = "__Host-undersigned-" if ENVIRONMENT.is_secure else "undersigned-"
SESSION_ENGINE = "undersigned.people.sessions"
SESSION_COOKIE_NAME = f"{COOKIE}session"
CSRF_COOKIE_NAME = f"{COOKIE}csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 31_536_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SAMPLE_A_DAY = ENVIRONMENT.sample_a_day  # decisions a community, looked at again
CORAL_SECRETS = ENVIRONMENT.coral()
CORAL_HOLD = ENVIRONMENT.coral_hold
SECOND_OPINION = ENVIRONMENT.second_opinion  # the engine, empty for none
SECOND_OPINION_AT = ENVIRONMENT.second_opinion_at
SECOND_OPINION_KEY = ENVIRONMENT.second_opinion_key.get_secret_value()
SECOND_OPINION_MODEL = ENVIRONMENT.second_opinion_model
SECOND_OPINION_FOR = ENVIRONMENT.second_opinion_for  # slugs, or * for every community but the young
SECOND_OPINION_SECONDS = ENVIRONMENT.second_opinion_seconds
SECOND_OPINION_A_DAY = ENVIRONMENT.second_opinion_a_day
SECOND_OPINION_DOUBT = ENVIRONMENT.second_opinion_doubt
KEEP = ENVIRONMENT.kept()
TRANSPARENCY_TEXT = ENVIRONMENT.transparency_text
SESSION_COOKIE_AGE = int(KEEP["sessions"].total_seconds())
PROOF_BITS = ENVIRONMENT.proof_bits
DEFAMATION = ENVIRONMENT.defamation  # slugs, or * for every community

APPEAL_DAYS = ENVIRONMENT.appeal_days
PURGE_URL = ENVIRONMENT.purge_url  # with it, shared caches keep what it will purge
PURGE_HEADER = ENVIRONMENT.purge_header.get_secret_value()
PURGE_SECRET = ENVIRONMENT.purge_secret.get_secret_value()

CSRF_FAILURE_VIEW = "undersigned.web.views.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.var_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ROOT = BUILT if (BUILT := PACKAGE / "web" / "root").is_dir() else None  # the embed, once built
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "undersigned.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # refusals are in the request log already
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # whoever scans the internet asks so
    },
}

EMAIL_BACKEND = "undersigned.owed.mail.OwedMail"  # written with the act, sent by the worker
MAIL_DIRECTORY: Path | None = None
globals().update(ENVIRONMENT.mail())
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

# One table that all processes share: a throttle that each kept for itself would be none.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_throttle",
        "KEY_FUNCTION": "undersigned.people.tries.key_of",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Accounts are by address, confirmed by a mailed link. No answer tells whether somebody has one.
AUTHENTICATION_BACKENDS = [
    "undersigned.web.accounts.backend.ConfirmedAddress",
    "undersigned.people.tokens.NewsroomsWord",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "undersigned.web.accounts.passwords.UnlikeTheAddress",
        "django.contrib.auth.password_validation.MinimumLengthValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/account/"
ACCOUNT_ADAPTER = "undersigned.web.accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "undersigned.web.accounts.forms.NewcomerForm"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = full_name
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and only there
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the one in use and the one it is being changed to
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # after that, what protects an account asks once more
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.is_secure else "http"
ACCOUNT_FORMS = {
    key: f"undersigned.web.accounts.plain_forms.{name}"
    for key, name in {
        "signup": "Signup",
        "login": "Login",
        "reauthenticate": "Reauthenticate",
        "add_email": "ChangeEmail",
        "change_password": "ChangePassword",
        "set_password": "SetPassword",
        "reset_password": "ResetPassword",
        "reset_password_from_key": "ResetPasswordKey",
    }.items()
}
MFA_FORMS = {
    key: f"undersigned.web.accounts.plain_forms.{name}"
    for key, name in {
        "authenticate": "SecondStep",
        "reauthenticate": "SecondStepAgain",
        "activate_totp": "ActivateApp",
        "deactivate_totp": "DeactivateApp",
        "generate_recovery_codes": "RecoveryCodes",
        "add_webauthn": "AddPasskey",
        "edit_webauthn": "RenamePasskey",
    }.items()
}
SOCIALACCOUNT_FORMS = {"signup": "undersigned.web.accounts.plain_forms.NewsroomSignup"}
HEADLESS_TOKEN_STRATEGY = "undersigned.web.accounts.tokens.EitherHeader"  # noqa: S105 - a class’s name
HEADLESS_FRONTEND_URLS = {
    "account_signup": f"{BASE_URL}/account/signup/",
    "account_reset_password": f"{BASE_URL}/account/password/reset/",
}
MFA_ADAPTER = "undersigned.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_secure  # http://localhost, to try it out

SOCIALACCOUNT_ADAPTER = "undersigned.web.accounts.adapter.NewsroomAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # whoever comes for the first time says how they sign
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "newsroom",
                "name": ENVIRONMENT.oidc_name,
                "client_id": ENVIRONMENT.oidc_client_id,
                "secret": ENVIRONMENT.oidc_client_secret.get_secret_value(),
                "settings": {"server_url": ENVIRONMENT.oidc_issuer},
            }
        ]
        if ENVIRONMENT.oidc_issuer
        else [],
    }
}

"""The addresses of accounts: pages under /account/, JSON under /_allauth/."""

from allauth.urls import build_provider_urlpatterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.account.urls")),
    path("account/security/", include("allauth.mfa.urls")),
    path("account/newsroom/", include("allauth.socialaccount.urls")),
    *[path("account/newsroom/", include([provider])) for provider in build_provider_urlpatterns()],
    path("_allauth/", include("allauth.headless.urls")),
]

"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/language/", set_language, name="language"),
]

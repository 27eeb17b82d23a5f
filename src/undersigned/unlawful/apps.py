"""The room as Django knows it."""

from django.apps import AppConfig


class UnlawfulConfig(AppConfig):
    name = "undersigned.unlawful"
    label = "unlawful"

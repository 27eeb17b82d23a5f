"""The room as Django knows it."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "undersigned.licensing"
    label = "licensing"

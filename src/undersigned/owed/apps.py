"""The room as Django knows it."""

from django.apps import AppConfig


class OwedConfig(AppConfig):
    name = "undersigned.owed"
    label = "owed"

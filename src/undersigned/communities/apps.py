"""The room as Django knows it."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "undersigned.communities"
    label = "communities"

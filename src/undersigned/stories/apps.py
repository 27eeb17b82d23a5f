"""The room as Django knows it."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "undersigned.stories"
    label = "stories"

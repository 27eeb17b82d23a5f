"""The room as Django knows it."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "undersigned.learning"
    label = "learning"

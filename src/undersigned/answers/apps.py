"""The room as Django knows it."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "undersigned.answers"
    label = "answers"

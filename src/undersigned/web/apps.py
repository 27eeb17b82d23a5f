"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "undersigned.web"
    label = "web"

"""Known to Django for its letters (templates) only; a journey keeps no table."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "undersigned.journeys"
    label = "journeys"

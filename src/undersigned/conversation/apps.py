"""The room as Django knows it."""

from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "undersigned.conversation"
    label = "conversation"

"""How far each topic has moved. A topic is a story's id; its version grows with every visible change."""

from django.db import models


class Topic(models.Model):
    id = models.UUIDField(primary_key=True)
    version = models.BigIntegerField(default=0)

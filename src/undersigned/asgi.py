"""The application that granian serves."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.settings")

django.setup(set_prefix=False)

# ruff: noqa: E402 - what follows needs what was set up above
from django.urls import get_resolver

from undersigned.api.door import language_asked
from undersigned.site.fragment import sealed_fragment
from undersigned.snapshots.reads import sealed_conversation
from undersigned.snapshots.serve import FastRead
from undersigned.web.handler import PooledHandler
from undersigned.web.limits import BodyLimit

get_resolver().check()  # every door is opened now, not for the first reader
application = FastRead(
    BodyLimit(PooledHandler()),
    {"conversation": sealed_conversation, "conversation.html": sealed_fragment},
    language_asked,
)

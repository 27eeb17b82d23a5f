"""The application that granian serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.settings")

django_application = get_asgi_application()

from django.urls import get_resolver  # noqa: E402 - needs what was set up above

from undersigned.web.limits import BodyLimit  # noqa: E402 - needs what was set up above

get_resolver().check()  # every door is opened now, not for the first reader
application = BodyLimit(django_application)

"""Every module of calls: each adds its own to the service when it is loaded."""

from importlib import import_module

from .service import Service, api

MODULES = (
    "reading",
    "feeds",
    "embedding",
    "writing",
    "reporting",
    "noticing",
    "account",
    "staying",
    "desk",
    "editing",
    "people",
    "perspective",
    "coral",
)


def complete_api() -> Service:
    """The service with all its calls."""
    for name in MODULES:
        import_module(f"undersigned.api.{name}")
    return api

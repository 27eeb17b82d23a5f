"""No community can stand where the product's own addresses begin."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from undersigned.communities.house import LANGUAGES
from undersigned.communities.rules import RESERVED_SLUGS


def paths(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here
        else:
            yield from paths(entry, here)


def test_every_first_step_of_an_address_is_reserved() -> None:
    steps = {path.partition("/")[0] for path in paths(get_resolver())}
    own = {step for step in steps if step.replace("-", "").isalnum()}
    assert {"account", "desk", "api"} <= own
    assert own | {settings.STATIC_URL.strip("/")} <= RESERVED_SLUGS


def test_there_are_house_texts_in_every_language_of_the_product() -> None:
    assert [code for code, _ in settings.LANGUAGES] == list(LANGUAGES)

"""A browser without script: what a page holds, and its forms as they would be sent."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from undersigned.people.models import Person
from undersigned.stories.models import Story


@dataclass(frozen=True)
class Page:
    """A page as read."""

    answer: HttpResponse
    root: html.HtmlElement

    def text(self, selector: str = "body") -> str:
        """What can be read there, spaces settled."""
        return " ".join(" ".join(found.text_content() for found in self.root.cssselect(selector)).split())

    def all(self, selector: str) -> list[html.HtmlElement]:
        return list(self.root.cssselect(selector))

    def fields(self, selector: str = "form.compose") -> dict[str, Any]:
        """The form as a browser would send it untouched."""
        return dict(self.all(selector)[0].form_values())


def read(answer: Any) -> Page:
    return Page(answer, html.fromstring(answer.content.decode()))


def get(client: Client, address: str, **headers: str) -> Page:
    """A page that is there."""
    answer = client.get(address, headers=headers or None)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return read(answer)


def address(story: Story) -> str:
    return f"/{story.community.slug}/{story.key}/"


def send(
    client: Client, story: Story, text: str, *, reply: str = "", accept: bool = True, **more: Any
) -> Any:
    """Fill in the form as the page shows it, and send it."""
    at = address(story) + (f"?reply={reply}" if reply else "")
    filled = get(client, at).fields() | {"text": text} | ({"accept": "on"} if accept else {})
    return client.post(address(story), filled)


def signed_in(client: Client, who: Person) -> Client:
    client.force_login(who)
    return client

"""The post: what was owed to someone by mail, delivered and read."""

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from pytest_django import Settings

from undersigned.owed.actions import perform_next

Post = Callable[[], list[EmailMessage]]


@pytest.fixture
def post(db: None, settings: Settings, tmp_path: Path) -> Post:
    """Call it to deliver all that is owed; it answers every letter so far, oldest first."""
    settings.EMAIL_BACKEND = "undersigned.owed.mail.OwedMail"
    settings.MAIL_DIRECTORY = tmp_path / "mail"

    def read() -> list[EmailMessage]:
        while perform_next():
            pass
        return letters(settings.MAIL_DIRECTORY)

    return read


def letters(directory: Path) -> list[EmailMessage]:
    """The letters in a directory, oldest first: an id tells when it was made."""
    return [message_from_bytes(p.read_bytes(), policy=default) for p in sorted(directory.glob("*.eml"))]

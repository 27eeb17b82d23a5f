"""Mail as owed work: kept in the database with its act, delivered by the worker.

A message has one Message-ID however often it is delivered. To a directory, that is one file
whatever happens; to a mail server, a worker killed between the server's yes and its own note sends
it twice under one Message-ID, and no mailer can do better.
"""

import os
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from undersigned.owed.errors import Hopeless
from undersigned.owed.models import Owed
from undersigned.owed.shapes import Work

KIND = "mail"
FIXED = {"message-id", "date", "auto-submitted"}
PERMANENT = 500  # SMTP: from here on, the answer will not change


def letter(to: str, subject: str, text: str) -> dict[str, Any]:
    """One plain letter as a payload. A subject is one line, whatever stood in it."""
    return payload(EmailMessage(" ".join(subject.split()), text, to=[to]))


def payload(message: EmailMessage) -> dict[str, Any]:
    """All of a message that Django made, as JSON.

    Errors  ValueError for an attachment: nothing here sends any; BadHeaderError as Django would
    """
    if message.attachments:
        raise ValueError("a message with attachments cannot be owed")
    message.message()  # refuses what can never be sent while its sender can still be told
    alternatives = getattr(message, "alternatives", [])
    return {
        "subject": str(message.subject),
        "text": str(message.body),
        "subtype": message.content_subtype,
        "from": message.from_email,
        "to": message.to,
        "cc": message.cc,
        "bcc": message.bcc,
        "reply_to": message.reply_to,
        "headers": {n: str(v) for n, v in message.extra_headers.items() if n.lower() not in FIXED},
        "alternatives": [[str(content), mimetype] for content, mimetype in alternatives],
    }


class OwedMail(BaseEmailBackend):
    """Django's mail backend: whatever Django or allauth sends is owed, in the current transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        wanted = [message for message in email_messages if message.recipients()]
        Owed.objects.bulk_create([Owed(kind=KIND, payload=payload(message)) for message in wanted])
        return len(wanted)


def deliver(work: Work) -> None:
    """Deliver one owed message to the directory or the mail server of the settings.

    Errors  Hopeless when the server says that it never will
    """
    message = render(work)
    if settings.MAIL_DIRECTORY is not None:
        to_directory(message, settings.MAIL_DIRECTORY / f"{work.id}.eml")
    else:
        to_server(message)


def render(work: Work) -> EmailMultiAlternatives:
    """The same message every time, its Message-ID and date those of the row."""
    told = work.payload
    fixed = {
        "Message-ID": f"<{work.id}@{urlsplit(settings.BASE_URL).hostname}>",
        "Date": format_datetime(work.owed_at),
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        told["subject"],
        told["text"],
        told["from"],
        told["to"],
        bcc=told["bcc"],
        headers=told["headers"] | fixed,
        alternatives=[(content, mimetype) for content, mimetype in told["alternatives"]],
        cc=told["cc"],
        reply_to=told["reply_to"],
    )
    message.content_subtype = told["subtype"]
    return message


def to_directory(message: EmailMessage, path: Path) -> None:
    """One file, whole or not there; delivered again it is the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(message.message().as_bytes())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    for left in path.parent.glob(f".{path.name}.*"):  # by a worker that was killed half-way
        left.unlink(missing_ok=True)


def to_server(message: EmailMessage) -> None:
    """Hand a message to the mail server of the settings."""
    try:
        server = EmailBackend()
        server.open()
        try:
            server.send_messages([message])
        finally:
            with suppress(OSError):  # the message is accepted or refused: a lost goodbye changes nothing
                server.close()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if codes and min(codes) >= PERMANENT:
            raise Hopeless(f"smtp-{min(codes)}") from None
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= PERMANENT:
            raise Hopeless(f"smtp-{error.smtp_code}") from None
        raise

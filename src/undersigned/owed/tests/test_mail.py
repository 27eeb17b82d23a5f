"""Mail as owed work: to a directory and to a mail server."""

import os
from collections.abc import Iterator
from email.message import EmailMessage as Letter
from pathlib import Path

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from pytest_django import Settings

from tests.post import Post, letters
from tests.smtp_sink import Sink, sink
from undersigned.owed import actions, mail, rules
from undersigned.owed.models import Owed


@pytest.fixture
def server(db: None, settings: Settings) -> Iterator[Sink]:
    """A mail server that the settings name."""
    with sink() as listening:
        settings.MAIL_DIRECTORY = None
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = listening.port
        yield listening


def _body(letter: Letter, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_letter_is_one_file_named_by_its_row(post: Post, settings: Settings) -> None:
    owed_id = actions.owe_mail(
        "ada@demo.example", "Votre commentaire est publié", "Bonjour Ada,\n\nC’est fait.\n"
    )
    (letter,) = post()
    assert [p.name for p in settings.MAIL_DIRECTORY.iterdir()] == [f"{owed_id}.eml"]
    assert (letter["To"], letter["From"]) == ("ada@demo.example", settings.DEFAULT_FROM_EMAIL)
    assert letter["Subject"] == "Votre commentaire est publié"
    assert letter["Message-ID"] == f"<{owed_id}@127.0.0.1>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert _body(letter) == "Bonjour Ada,\n\nC’est fait.\n"


def test_a_subject_is_one_line_whatever_stood_in_it(post: Post) -> None:
    actions.owe_mail("ada@demo.example", " A reply to\r\nBcc: ivo@demo.example ", "…")
    (letter,) = post()
    assert letter["Subject"] == "A reply to Bcc: ivo@demo.example"
    assert letter["Bcc"] is None


def test_delivering_again_is_the_same_file(post: Post, settings: Settings) -> None:
    actions.owe_mail("ada@demo.example", "Once", "Only once.\n")
    (first,) = post()
    Owed.objects.update(done_at=None)
    (path,) = settings.MAIL_DIRECTORY.iterdir()
    before = path.read_bytes()
    (again,) = post()
    assert path.read_bytes() == before
    assert again["Message-ID"] == first["Message-ID"]


def test_what_a_killed_worker_left_half_written_is_cleared(post: Post, settings: Settings) -> None:
    owed_id = actions.owe_mail("ada@demo.example", "Once", "Only once.\n")
    settings.MAIL_DIRECTORY.mkdir()
    half = settings.MAIL_DIRECTORY / f".{owed_id}.eml.1"
    half.write_text("Subject: On")
    assert len(post()) == 1
    assert not half.exists()


def test_what_django_sends_is_owed_whole(post: Post) -> None:
    message = EmailMultiAlternatives(
        "Confirm",
        "plain words\n",
        "Desk <desk@demo.example>",
        ["ada@demo.example"],
        bcc=["otto@demo.example"],
        cc=["edith@demo.example"],
        reply_to=["mona@demo.example"],
        headers={"X-Letter": "confirm", "message-id": "<other@demo.example>"},
    )
    message.attach_alternative("<p>rich words</p>", "text/html")
    assert message.send() == 1
    (letter,) = post()
    assert (letter["From"], letter["Cc"], letter["Reply-To"], letter["X-Letter"]) == (
        "Desk <desk@demo.example>",
        "edith@demo.example",
        "mona@demo.example",
        "confirm",
    )
    assert letter.get_all("Message-ID") == [f"<{Owed.objects.get().id}@127.0.0.1>"]
    assert (_body(letter).strip(), _body(letter, "html").strip()) == ("plain words", "<p>rich words</p>")


def test_a_message_that_is_only_rich_stays_so(post: Post) -> None:
    message = EmailMessage("Rich", "<p>words</p>", to=["ada@demo.example"])
    message.content_subtype = "html"
    message.send()
    (letter,) = post()
    assert letter.get_content_type() == "text/html"


@pytest.mark.django_db(transaction=True)
def test_mail_of_an_act_undone_is_not_sent(post: Post) -> None:
    with transaction.atomic():
        send_mail("Never", "…", None, ["ada@demo.example"])
        transaction.set_rollback(True)
    assert post() == []


def test_mail_to_nobody_is_not_owed(post: Post) -> None:
    assert EmailMessage("Nobody", "…").send() == 0
    assert post() == []


def test_what_can_never_be_sent_is_refused_to_its_sender(post: Post) -> None:
    with pytest.raises(BadHeaderError):
        send_mail("two\nlines", "…", None, ["ada@demo.example"])
    attached = EmailMessage("File", "…", to=["ada@demo.example"])
    attached.attach("a.txt", "…", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        attached.send()


def test_a_server_gets_the_message_with_its_id(server: Sink) -> None:
    owed_id = actions.owe_mail("ada@demo.example", "Publié", "C’est fait.\n")
    assert actions.perform_next()
    (letter,) = server.taken
    assert letter["Message-ID"] == f"<{owed_id}@127.0.0.1>"
    assert Owed.objects.get().done_at is not None


@pytest.mark.parametrize(
    ("verb", "answer", "given_up", "error"),
    [
        ("RCPT", b"550 no such person", True, "smtp-550"),
        ("RCPT", b"451 come back later", False, "SMTPRecipientsRefused"),
        (".", b"554 not this", True, "smtp-554"),
        (".", b"452 full", False, "SMTPDataError"),
        ("MAIL", b"550 not you", False, "SMTPSenderRefused"),
    ],
)
def test_a_servers_last_word_is_believed_and_a_passing_trouble_waited_out(
    server: Sink, verb: str, answer: bytes, given_up: bool, error: str
) -> None:
    server.answers[verb] = answer
    actions.owe_mail("ada@demo.example", "Publié", "C’est fait.\n")
    assert actions.perform_next()
    row = Owed.objects.get()
    assert (row.done_at, row.given_up_at is not None, row.last_error) == (None, given_up, error)


def test_a_goodbye_that_goes_wrong_does_not_send_it_again(server: Sink) -> None:
    server.answers["QUIT"] = b"451 stay"
    actions.owe_mail("ada@demo.example", "Publié", "C’est fait.\n")
    assert actions.perform_next()
    assert Owed.objects.get().done_at is not None


def test_a_server_that_is_away_is_tried_again(server: Sink, settings: Settings) -> None:
    settings.EMAIL_PORT = 9  # nobody listens
    actions.owe_mail("ada@demo.example", "Publié", "C’est fait.\n")
    assert actions.perform_next()
    assert Owed.objects.get().last_error == "ConnectionRefusedError"


def test_a_lease_outlives_the_slowest_server(settings: Settings) -> None:
    """Connect, hello, STARTTLS, hello, AUTH (two), MAIL, RCPT, DATA, the text, QUIT."""
    assert rules.LEASE.total_seconds() > 11 * settings.EMAIL_TIMEOUT


def test_letters_are_read_in_the_order_they_were_owed(post: Post) -> None:
    for subject in ("one", "two", "three"):
        actions.owe_mail("ada@demo.example", subject, "…")
    assert [letter["Subject"] for letter in post()] == ["one", "two", "three"]


def test_a_file_is_never_seen_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the rename, there is no letter yet."""

    def killed(fd: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        mail.to_directory(EmailMessage("Half", "…", to=["ada@demo.example"]), tmp_path / "1.eml")
    assert letters(tmp_path) == []

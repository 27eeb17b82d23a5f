"""Logs tell what happened; never a name, an address or a text."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client, RequestFactory

from undersigned.web.logs import JsonLines


def line(message: str, *values: object, error: Exception | None = None, **extra: object) -> dict[str, object]:
    caught = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    record = logging.getLogger("undersigned.t").makeRecord(
        "undersigned.t", logging.WARNING, __file__, 1, message, values, caught, extra=extra
    )
    found: dict[str, object] = json.loads(JsonLines().format(record))
    return found


def test_a_line_is_json_with_level_source_event_and_what_was_given() -> None:
    found = line("mail sent", owed_id="0192")
    assert found.pop("at")
    assert found == {"level": "warning", "from": "undersigned.t", "event": "mail sent", "owed_id": "0192"}


def test_what_was_put_into_a_message_is_left_out() -> None:
    assert line("cannot deliver to %s", "ada@demo.example")["event"] == "cannot deliver to %s"


def test_a_host_that_was_made_up_is_not_repeated() -> None:
    record = logging.getLogger("django.security.DisallowedHost").makeRecord(
        "django.security.DisallowedHost",
        logging.ERROR,
        __file__,
        1,
        "Invalid HTTP_HOST header: 'Ada-Okafor'",
        (),
        None,
    )
    written = JsonLines().format(record)
    assert json.loads(written)["event"] == "DisallowedHost"
    assert "Okafor" not in written


def test_a_fault_tells_its_class_and_place_but_not_its_words() -> None:
    found = line("failed", error=IntegrityError("Key (email)=(ada@demo.example) already exists"))
    assert found["error"] == "IntegrityError"
    assert "test_logs.py" in str(found["places"])
    assert "ada@" not in json.dumps(found)


def test_a_traceback_in_a_message_is_told_the_same_way() -> None:
    text = """Application callable raised an exception
Traceback (most recent call last):
  File "/srv/undersigned/journeys/join.py", line 7, in join
    person.save()
django.db.utils.IntegrityError: Key (email)=(ada@demo.example) already exists."""
    found = line(text)
    assert found["event"] == "Application callable raised an exception"
    assert found["error"] == "django.db.utils.IntegrityError"
    assert found["places"] == ["journeys/join.py:7 join"]
    assert "ada@" not in json.dumps(found)


def test_what_a_machine_says_of_itself_is_told() -> None:
    assert line("failed", error=OperationalError("connection refused"))["why"] == "connection refused"


def test_the_address_is_told_by_its_pattern() -> None:
    request = RequestFactory().get("/account/confirm/a-secret-key/?email=ada@demo.example")
    found = line("%s: %s", "Internal Server Error", request.path, request=request)
    assert found["method"] == "GET"
    assert "secret" not in json.dumps(found)


def test_each_request_is_one_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="undersigned.web.middleware"):
        client.get("/healthz?name=Ada")
    (record,) = [r for r in caplog.records if r.name == "undersigned.web.middleware"]
    told = json.loads(JsonLines().format(record))
    assert (told["event"], told["route"], told["status"]) == ("answered", "healthz", 200)
    assert told["milliseconds"] >= 0
    assert "Ada" not in json.dumps(told)

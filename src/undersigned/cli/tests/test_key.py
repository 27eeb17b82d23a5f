"""`undersigned key add | list | revoke`."""

import argparse

import pytest

from tests.cast import acting
from undersigned.cli import key
from undersigned.journeys.give_scorer_key import end_scorer_key, give_scorer_key
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.people import scorer_keys
from undersigned.people.models import Person, ScorerKey

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    key.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["key", *words])
    return int(arguments.run(arguments))


def test_a_key_is_shown_once_and_kept_as_a_hash(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "the wiki", "--per-minute", "30") == 0
    secret = capsys.readouterr().out.strip()
    found = scorer_keys.key_of(secret)
    assert found is not None
    assert (found.name, found.per_minute) == ("the wiki", 30)
    assert secret not in str(ScorerKey.objects.values().get())
    run("list")
    listed = capsys.readouterr().out
    assert "the wiki  30 a minute" in listed
    assert secret not in listed


def test_a_key_that_is_revoked_opens_nothing_and_its_name_is_free(capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "the wiki")
    secret = capsys.readouterr().out.strip()
    assert run("revoke", "the wiki") == 0
    assert scorer_keys.key_of(secret) is None
    assert run("add", "the wiki") == 0
    capsys.readouterr()
    run("list")
    assert capsys.readouterr().out.count("the wiki") == 1
    acts = Entry.objects.order_by("position").values_list("act", flat=True)
    assert list(acts) == ["scorer-key:given", "scorer-key:ended", "scorer-key:given"]


def test_what_cannot_be_a_key_is_refused() -> None:
    give_scorer_key(COMMAND, "taken", 1)
    for name, per_minute in (("", 1), ("n" * 81, 1), ("taken", 1), ("slow", 0), ("fast", 100_001)):
        with pytest.raises(Invalid):
            give_scorer_key(COMMAND, name, per_minute)
    with pytest.raises(NotFound):
        end_scorer_key(COMMAND, "unknown")


def test_only_an_operator_gives_and_ends_keys(otto: Person, edith: Person) -> None:
    give_scorer_key(acting(otto), "the wiki", 1)
    with pytest.raises(NotAllowed):
        give_scorer_key(acting(edith), "mine", 1)
    with pytest.raises(NotAllowed):
        end_scorer_key(acting(edith), "the wiki")

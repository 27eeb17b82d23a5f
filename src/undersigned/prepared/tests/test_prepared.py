"""What a prepared statement finds and writes is what Django's own does, in every thread."""

import threading
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from undersigned.answers.models import Answer
from undersigned.ledger.models import Head
from undersigned.live.models import Event, Topic
from undersigned.people.models import Person
from undersigned.prepared import Insert, Rows, Update

ADA, IVO = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

answers = Rows(lambda caller, since: Answer.objects.filter(caller_id=caller, answered_at__gte=since))
keys = Rows(
    lambda caller: Answer.objects.filter(caller_id=caller).order_by("key").values_list("key", flat=True)
)
pairs = Rows(lambda status: Answer.objects.filter(status=status).values_list("id", "answered_at"))
addresses = Rows(
    lambda email: EmailAddress.objects.select_related("user").defer("verified").filter(email=email)
)
keep = Insert(Answer)
change = Update(
    lambda caller, status, body: (Answer.objects.filter(caller_id=caller), {"status": status, "body": body})
)
move = Update(lambda topic, by: (Topic.objects.filter(id=topic), {"version": F("version") + by}))


def answer(caller: UUID = ADA, key: str = "k", **more: Any) -> Answer:
    return Answer(caller_id=caller, key=key, request_hash="h", **{"status": 201, "answered_at": NOON, **more})


def test_a_row_is_written_as_django_writes_it(db: None) -> None:
    kept = answer(body={"é": [1, None]})
    keep(kept)
    found = Answer.objects.get()
    assert found == kept
    assert {f.name: getattr(found, f.name) for f in Answer._meta.fields} == {
        f.name: getattr(kept, f.name) for f in Answer._meta.fields
    }
    kept.status = 202
    kept.save()
    assert Answer.objects.get().status == 202


def test_a_row_that_the_database_numbers(db: None) -> None:
    Insert(Event)(*(Event(topic_id=ADA, version=version, kind="state", at=NOON) for version in (1, 2)))
    assert list(Event.objects.order_by("id").values_list("version", flat=True)) == [1, 2]


def test_what_breaks_a_rule_of_the_table_is_refused(db: None) -> None:
    keep(answer())
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(answer())


def test_rows_are_django_s_own(db: None) -> None:
    mine, others = answer(body={"a": 1}), answer(IVO)
    Answer.objects.bulk_create([mine, others])
    (found,) = answers(caller=ADA, since=NOON)
    assert (found.id, found.answered_at, found.body, found._state.adding) == (mine.id, NOON, {"a": 1}, False)
    assert answers(caller=IVO, since=NOON) == [others]
    assert answers(caller=UUID(int=3), since=NOON) == []
    assert answers.first(caller=UUID(int=3), since=NOON) is None
    assert pairs(status=201) == list(Answer.objects.values_list("id", "answered_at"))


def test_related_rows_come_along(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = Person.objects.create(email="ada@a.example", language="fr")
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    with django_assert_num_queries(1):
        (found,) = addresses(email=person.email)
        assert found.user.language == "fr"
    with django_assert_num_queries(1):
        assert found.verified


def test_each_time_with_what_is_given_then(db: None) -> None:
    Answer.objects.bulk_create([answer(key="b"), answer(key="a"), answer(IVO, key="c")])
    assert [keys(caller=who) for who in (ADA, IVO, ADA)] == [["a", "b"], ["c"], ["a", "b"]]
    with pytest.raises(KeyError):
        keys()


def test_a_change_says_how_many_rows_it_reached(db: None) -> None:
    Answer.objects.bulk_create([answer(key="b"), answer(key="a"), answer(IVO, key="c")])
    assert change(caller=ADA, status=202, body=None) == 2
    assert change(caller=IVO, status=203, body={"x": "é"}) == 1
    assert change(caller=UUID(int=3), status=204, body=None) == 0
    assert [(a.status, a.body) for a in Answer.objects.order_by("key")] == [
        (202, None),
        (202, None),
        (203, {"x": "é"}),
    ]


def test_a_column_may_move_by_what_is_given(db: None) -> None:
    Topic.objects.create(id=ADA, version=5)
    assert move(topic=ADA, by=3) == 1
    assert move(topic=ADA, by=-1) == 1
    assert Topic.objects.get().version == 7


def test_a_query_without_places(db: None) -> None:
    assert Rows(lambda: Head.objects.filter(id=2))() == []


def test_it_is_put_together_once_a_thread(db: None) -> None:
    built = []

    def build(caller: Any) -> Any:
        built.append(threading.get_ident())
        return Answer.objects.filter(caller_id=caller)

    rows = Rows(build)
    assert rows(caller=ADA) == rows(caller=IVO) == []
    assert built == [threading.get_ident()]


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_meet() -> None:
    Answer.objects.bulk_create([answer(UUID(int=n), key=str(n)) for n in range(8)])
    wrong: list[Any] = []

    def ask(n: int) -> None:
        try:
            for _ in range(50):
                found = keys(caller=UUID(int=n))
                if found != [str(n)]:
                    wrong.append((n, found))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []

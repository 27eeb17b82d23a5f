"""What is over is forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from tests import cast
from undersigned.answers.actions import remembered
from undersigned.answers.models import Answer
from undersigned.journeys.tidy import tidy
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.owed.actions import owe
from undersigned.owed.models import Owed
from undersigned.people.models import Person


def test_finished_work_old_answers_and_ended_sessions_go_the_rest_stays(ada: Person) -> None:
    with time_machine.travel(now() - timedelta(days=30)):
        owe("mail", {"text": "done"})
        Owed.objects.update(done_at=now())
        remembered(ada.id, "old", "h", lambda: (200, None))
        SessionStore().save()
    waiting = owe("mail", {"text": "waiting"})
    remembered(ada.id, "new", "h", lambda: (200, None))
    SessionStore().save()
    tidy(HOUSE)
    tidy(COMMAND)
    assert [o.id for o in Owed.objects.all()] == [waiting]
    assert [a.key for a in Answer.objects.all()] == ["new"]
    assert Session.objects.count() == 1


def test_nobody_tidies_but_the_house_and_the_operator(ivo: Person) -> None:
    for actor in (cast.acting(ivo), Actor("newsroom")):
        with pytest.raises(NotAllowed):
            tidy(actor)

"""Answering a request once, however often it is sent.

The answer is stored in the transaction that did the work, so either both are there or neither; and whoever
is at work on a key holds it until the commit, so nobody else begins.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from undersigned.answers import rules
from undersigned.answers.errors import InProgress, KeyReused
from undersigned.answers.models import Answer
from undersigned.answers.shapes import Remembered
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid
from undersigned.prepared import Insert, Rows

PURGED_AT_ONCE = 1_000

_kept = Rows(lambda caller, key: Answer.objects.filter(caller_id=caller, key=key))
_keep = Insert(Answer)


def remembered(
    caller_id: UUID, key: str, request_hash: str, perform: Callable[[], tuple[int, Any]]
) -> Remembered:
    """Perform a request once a key; sent again within a day, the same answer and nothing done.

    `perform` runs in the transaction that stores its answer. What it raises undoes that and frees the
    key, so that the request can be sent again; so does a process that dies.

    Shape   perform → status, JSON body; request_hash tells two requests under one key apart
    Errors  KeyReused: another request had this key. InProgress: one with this key is being answered now.
            Invalid(fields: idempotency_key). Whatever perform raises
    """
    if not rules.is_key(key):
        raise Invalid({"idempotency_key": [_("Give 1 to 255 visible ASCII characters.")]})
    with transaction.atomic():
        _hold(caller_id, key)
        found = _kept.first(caller=caller_id, key=key)
        if found is not None and found.answered_at + settings.KEEP["answers"] < now():
            found.delete()
            found = None
        if found is not None and found.request_hash != request_hash:
            raise KeyReused
        if found is not None:
            return Remembered(found.status, found.body, replayed=True)
        status, body = perform()
        plain = json.loads(json.dumps(body, cls=DjangoJSONEncoder))
        _keep(Answer(caller_id=caller_id, key=key, request_hash=request_hash, status=status, body=plain))
    return Remembered(status, plain, replayed=False)


def over(kept: timedelta) -> QuerySet[Answer]:
    """Answers given so long ago."""
    return Answer.objects.filter(answered_at__lt=now() - kept)


def purge(kept: timedelta) -> int:
    """Delete what is over; how many."""
    purged = 0
    while ids := list(over(kept).values_list("id", flat=True)[:PURGED_AT_ONCE]):
        purged += Answer.objects.filter(id__in=ids).delete()[0]
    return purged


def _hold(caller_id: UUID, key: str) -> None:
    """Hold the key until the transaction ends. On SQLite the transaction itself does, and others wait.

    Errors  InProgress: somebody else holds it
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{caller_id} {key}"])
        (is_held,) = cursor.fetchone()
    if not is_held:
        raise InProgress

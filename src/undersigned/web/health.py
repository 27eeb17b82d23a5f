"""Whether this process is up, and whether it can serve."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from undersigned.web.errors import NotReady

log = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The process answers. Asks nothing of the database."""
    return JsonResponse({"status": "up"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The database answers and every migration is applied.

    Errors  NotReady(reason)
    """
    try:
        missing = unapplied()
    except DatabaseError as error:
        log.warning("database cannot be reached", exc_info=error)
        raise NotReady(reason="database") from error
    if missing:
        raise NotReady(reason="migrations", missing=missing)
    return JsonResponse({"status": "ready"})


def unapplied() -> list[str]:
    """The migrations still to be applied, as `room.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]

"""The address where somebody without an account sees what became of a report, as their letters have it."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing

from undersigned.kernel.errors import NotFound

PURPOSE = "undersigned.report"
LASTS = timedelta(days=400)  # six months to appeal, and time to read the answer


def address(report_id: UUID) -> str:
    """The whole address: whoever has it may see the report and appeal, and nothing else."""
    return f"{settings.BASE_URL}/account/reports/by-letter/{signing.dumps(report_id.hex, salt=PURPOSE)}/"


def opened(token: str) -> UUID:
    """The report that a link leads to.

    Errors  NotFound: not signed here for this purpose, or too old
    """
    try:
        return UUID(signing.loads(token, salt=PURPOSE, max_age=LASTS))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise NotFound(what="report") from None

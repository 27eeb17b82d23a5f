"""The retention rules in words: what each forgets, and how long it is kept."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

FORGETS: dict[str, Promise] = {
    "refused": _("Texts that were refused or removed, once no appeal is possible any more"),
    "withdrawn": _("Texts that their authors took back"),
    "erased": _("Texts of people who erased their account, once nothing keeps them as evidence"),
    "reporters": _("Names and addresses of people without an account who reported something"),
    "notifiers": _("Names and addresses in notices of unlawful content, once their reports have lost them"),
    "unconfirmed": _("Notices of unlawful content that nobody confirmed"),
    "letters": _("Letters that were sent or given up, with their addresses"),
    "sessions": _("Sessions, with who was signed in"),
    "answers": _("Answers kept in case a request is sent twice"),
    "events": _("Live events that open pages were told"),
    "tries": _("Counts of tries to sign in, sign up and report"),
}


def span(kept: timedelta) -> str:
    """How long something is kept; empty where it ends by itself."""
    if kept % timedelta(days=1):
        hours = int(kept / timedelta(hours=1))
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", kept.days) % {"n": kept.days} if kept else ""

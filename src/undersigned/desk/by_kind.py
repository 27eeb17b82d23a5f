"""Figures by what they concern: ages, clauses, stories, appeals, people."""

from itertools import pairwise
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from undersigned.communities import reads as communities
from undersigned.kernel.clock import now
from undersigned.moderation import figures
from undersigned.moderation import reads as cases
from undersigned.moderation.figures import AGES
from undersigned.moderation.rules import clause_key
from undersigned.people import reads as people
from undersigned.stories import reads as headlines

from .counted import Counted
from .tables import Column, Table, said, share
from .words import language


def backlog(found: Counted) -> Table:
    """What waits now, by age."""
    waiting = figures.backlog(found.place.id, now())
    edges = [said("span", age.total_seconds()) for age in AGES]
    names = [
        _("up to %(age)s") % {"age": edges[0]},
        *(_("%(from)s to %(to)s") % {"from": before, "to": after} for before, after in pairwise(edges)),
        _("more than %(age)s") % {"age": edges[-1]},
    ]
    codes = [f"under_{int(age.total_seconds())}_seconds" for age in AGES]
    values = [[code, n] for code, n in zip([*codes, "older"], waiting.by_age, strict=True)]
    return Table(
        "backlog",
        _("What waits now"),
        _("Open cases by how long they have waited."),
        [Column("age", _("Waiting"), "words"), Column("cases", _("Cases"))],
        values,
        names,
        bars="cases",
        more={"oldest": waiting.oldest},
    )


def clauses(found: Counted) -> Table:
    """What went against authors, by clause."""
    against = figures.by_clause(found.span)
    numbers = sorted({clause for clause, _verdict in against}, key=clause_key)
    titles = {
        clause.number: clause.title for clause in communities.guidelines(found.place.id, language()).clauses
    }
    verdicts = ("refuse", "remove", "hold")
    values = [
        [
            number,
            *(against[number, verdict] for verdict in verdicts),
            sum(against[number, v] for v in verdicts),
        ]
        for number in numbers
    ]
    return Table(
        "clauses",
        _("By clause"),
        _("What went against authors. A decision under two clauses counts for both."),
        [
            Column("clause", _("Clause"), "words"),
            Column("refused", pgettext("how many", "Refused")),
            Column("removed", pgettext("how many", "Removed")),
            Column("held", _("Held")),
            Column("all", _("In all")),
        ],
        values,
        [f"{number}\u2002{titles.get(number, '')}" for number in numbers],
        bars="all",
    )


def stories(found: Counted) -> Table:
    """The stories with the most comments."""
    most = figures.by_story(found.span)
    told = headlines.headlines([each.story_id for each in most])
    values = [
        [
            told[each.story_id][0],
            each.submitted,
            each.refused,
            each.removed,
            share(each.refused + each.removed, each.submitted),
        ]
        for each in most
    ]
    return Table(
        "stories",
        _("By story"),
        _("The stories with the most comments in this time."),
        [
            Column("story", _("Story"), "words"),
            Column("submitted", _("Submitted")),
            Column("refused", pgettext("how many", "Refused")),
            Column("removed", pgettext("how many", "Removed")),
            Column("share_against", _("Share against"), "share"),
        ],
        values,
        [told[each.story_id][1] for each in most],
        [reverse("desk:story", args=[found.place.slug, told[each.story_id][0]]) for each in most],
        bars="submitted",
    )


def appeals(found: Counted) -> Table:
    """What was appealed, and what that turned."""
    told = found.appeals
    return Table(
        "appeals",
        _("Appeals"),
        _("Asked in this time; answered in this time, whenever they were asked."),
        [
            Column("period", _("Period"), "words"),
            Column("asked", _("Asked")),
            Column("answered", _("Answered")),
            Column("overturned", _("Overturned")),
            Column("share_overturned", _("Share overturned"), "share"),
        ],
        [
            [
                found.period.key,
                told.asked,
                told.answered,
                told.overturned,
                share(told.overturned, told.answered),
            ]
        ],
        [found.period.words],
    )


def quality(found: Counted) -> Table:
    """How far second looks by lot agreed with what people and the house rule had decided."""
    span = found.span
    people_agreed = cases.agreed([span.community_id], span.since, span.until)
    house = cases.house_errors([span.community_id], span.since, span.until)
    differing = people_agreed.looks - people_agreed.agreed
    kappa = people_agreed.kappa if people_agreed.kappa is None else round(people_agreed.kappa, 3)
    parts = [each if each is None else round(each, 4) for each in (house.share, house.low, house.high)]
    return Table(
        "quality",
        _("Quality sample"),
        _(
            "Decisions drawn by lot and looked at again, blind. Kappa is agreement beyond chance: 1 is "
            "always, 0 no more than by lot. The range holds the true share 19 times out of 20."
        ),
        [
            Column("decided_by", _("Decided by"), "words"),
            Column("looked_at", _("Looked at again")),
            Column("differing", _("Judged otherwise")),
            Column("share", _("Share"), "share"),
            Column("low", _("At least"), "share"),
            Column("high", _("At most"), "share"),
            Column("kappa", _("Kappa"), "index"),
        ],
        [
            [
                "people",
                people_agreed.looks,
                differing,
                share(differing, people_agreed.looks),
                None,
                None,
                kappa,
            ],
            ["house", house.of, house.wrong, *parts, None],
        ],
        [_("People"), _("The house rule, of what it published")],
    )


def moderators(found: Counted) -> Table:
    """What each person at the desk did."""
    decisions, turned = figures.by_moderator(found.span), figures.overturned_by_moderator(found.span)
    waits = figures.waits(found.span, "by_id")
    ids: list[UUID] = sorted({*decisions, *turned}, key=lambda id_: -decisions[id_])
    names = people.full_names(ids)
    return Table(
        "moderators",
        _("By moderator"),
        _("For editors and operators only. How long cases waited says more of the shift than of the person."),
        [
            Column("moderator", _("Moderator"), "words"),
            Column("decisions", _("Decisions")),
            Column("p50_seconds", _("Half within"), "span"),
            Column("overturned", _("Overturned")),
        ],
        [[str(id_), decisions[id_], waits[id_].half if id_ in waits else None, turned[id_]] for id_ in ids],
        [names.get(id_, _("somebody who has left")) for id_ in ids],
        bars="decisions",
    )

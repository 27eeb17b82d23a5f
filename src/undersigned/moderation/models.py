"""Cases, claims, decisions, reports, appeals, and what legal restrictions concern."""

from django.db import models

from undersigned.communities.models import Community, Published, TriagePolicy
from undersigned.conversation.models import Comment, Revision
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.people.models import Person, Restriction
from undersigned.stories.models import LegalRestriction

from .desk_models import SavedNote as SavedNote
from .desk_models import SecondLook as SecondLook
from .desk_models import Selection as Selection
from .desk_models import Weighing as Weighing
from .opinion_models import Opinion as Opinion


class Case(models.Model):
    """A comment that a person has to look at.

    Shape  why: [{"code": str, …named data}], what brought it here; detector: the scorer and its version,
           where that marked something in the text; rank: its place in the queue, as `rules.rank` has it;
           doubt: of the scorer, as `rules.doubt` has it: within a rank, what it is least sure of comes first;
           due_at: of an appeal, when it should be answered; of a notice, by when a law wants something done;
           reminded_at, overdue_at: when the desk was told that it is due soon, and that it is overdue
    """

    class Kind(models.TextChoices):
        HELD = "held"
        REVIEW = "review"  # published already, to be looked at after
        REPORTED = "reported"
        NOTICE = "notice"  # of something unlawful
        LEGAL = "legal"  # holds what a legal restriction watches
        APPEAL = "appeal"

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = models.JSONField(default=list)
    detector = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(default=5)
    doubt = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(default=now)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment"],
                condition=models.Q(closed_at=None) & ~models.Q(kind="appeal"),
                name="one_open_case_a_comment",
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "rank", "-doubt", "opened_at", "id"],
                condition=models.Q(closed_at=None),
                name="open_cases_of_a_community",
            ),
            models.Index(
                fields=["rank", "-doubt", "opened_at", "id"],
                condition=models.Q(closed_at=None),
                name="open_cases_in_order",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(closed_at=None, due_at__isnull=False),
                name="open_cases_by_due_date",
            ),
            models.Index(fields=["community", "opened_at", "kind"], name="cases_in_time"),
        ]


class Pending(models.Model):
    """What an open case is found by; gone when the case is closed.

    Shape  clauses: those it was reported under, each between spaces; standing: "staff", "member" or empty;
           percent: as in `Weighing`; words: byline and newest text, folded; a full-text index stands over
           them (migration 0003)
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="pending")
    story_id = models.UUIDField(db_index=True)
    section = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8)
    standing = models.CharField(max_length=8, blank=True)
    clauses = models.CharField(max_length=400, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, db_index=True)
    words = models.TextField()

    class Meta:
        verbose_name_plural = "pending"


class Claim(models.Model):
    """A lease on a case: one person is looking at it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="claim", primary_key=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()


class Decision(models.Model):
    """A ruling on one revision of a comment, under one version of the guidelines. Never edited.

    `community` and `waited_seconds`, from the opening of its case, are here for the index of the figures.

    Shape  clauses: numbers in `guidelines`; by is empty when the house rule decided; note: to the author;
           label: to readers, under the comment; facts: what it relied on, without names; law: the ground
           of what is unlawful, and in law_text why; detector: as in its case, or what decided by itself;
           policy: the one by which a score alone decided: published unseen, or refused by a machine; reply:
           to whoever reported the comment and appealed; handled_seconds: from the decider's claim on it
    """

    class Verdict(models.TextChoices):
        PUBLISH = "publish"
        REFUSE = "refuse"
        REMOVE = "remove"
        RESTORE = "restore"
        HOLD = "hold"
        LABEL = "label"
        ESCALATE = "escalate"

    class Source(models.TextChoices):
        OWN = "own"
        REPORT = "report"
        NOTICE = "notice"  # of something unlawful
        ORDER = "order"  # by a court or an authority

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+", db_index=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    guidelines = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    clauses = models.JSONField(default=list)
    note = models.TextField(blank=True)
    label = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    facts = models.TextField(blank=True)
    law = models.CharField(max_length=500, blank=True)
    law_text = models.TextField(blank=True)
    detector = models.CharField(max_length=80, blank=True)
    reply = models.TextField(blank=True)
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, null=True, related_name="decisions")
    policy = models.ForeignKey(TriagePolicy, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    waited_seconds = models.PositiveIntegerField(null=True)
    handled_seconds = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["comment", "at"]),
            models.Index(
                fields=["community", "at", "verdict", "by", "waited_seconds"], name="decisions_in_time"
            ),
        ]


class Report(models.Model):
    """Someone's word that a comment breaks a clause, or the law."""

    id = models.UUIDField(primary_key=True, default=new_id)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=161, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    good_faith = models.BooleanField(default=False)
    clause = models.CharField(max_length=8, blank=True)
    law = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"], condition=models.Q(by__isnull=False), name="report_once"
            )
        ]
        indexes = [models.Index(fields=["at"], name="reports_in_time")]


class Appeal(models.Model):
    """A request that someone else look at a decision again: by the author it went against, or by somebody
    whose report it answered; one each. What reporters say of one decision gathers in one case.

    Shape  report: of who appeals as a reporter; by: None for a reporter without an account
    """

    class Outcome(models.TextChoices):
        UPHELD = "upheld"
        OVERTURNED = "overturned"
        WITHDRAWN = "withdrawn"  # the author took the comment back: there was nothing left to answer

    id = models.UUIDField(primary_key=True, default=new_id)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="appeals")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=now)
    answer = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="answered")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(report=None), name="one_appeal_by_the_author"
            ),
            models.UniqueConstraint(
                fields=["decision", "report"],
                condition=models.Q(report__isnull=False),
                name="one_appeal_a_report",
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | models.Q(report__isnull=False),
                name="appealed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="appeals_in_time")]


class LegalMatch(models.Model):
    """That a comment holds what a legal restriction watches: found once, and kept as evidence."""

    restriction = models.ForeignKey(LegalRestriction, on_delete=models.PROTECT, related_name="matches")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="legal_matches")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restriction", "comment"], name="one_match_a_restriction")
        ]


class RestrictionAppeal(models.Model):
    """A person's request that someone else look at a restriction of theirs again; one a restriction.

    Shape  claimed_by, claimed_until: a lease, as on a case; outcome: overturned where it was lifted;
           answered_by: None for the operator's command; due_at, reminded_at, overdue_at: as of a case
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    restriction = models.OneToOneField(Restriction, on_delete=models.PROTECT, related_name="appeal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Appeal.Outcome.choices, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(answered_at=None), name="open_restriction_appeals"
            )
        ]


class MonthlyReport(models.Model):
    """What a community tells in public of one month. Written once, after its end, and never edited.

    Shape  month: its first day; counted: as `monthly.counted` has it
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    counted = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "month"], name="one_report_a_month")]

"""Acts about conversations and people: close, reopen, restrict, the law; and time that passes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.any_order.acting import Acting
from tests.any_order.model import SIX_MONTHS, WINDOW, Limit, LimitAppeal, Place, Remark, Secret, Shut
from tests.any_order.ruling import join
from tests.any_order.world import actor
from undersigned.journeys.answer_restriction import answer_restriction_appeal
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.close import close
from undersigned.journeys.impose import free, impose
from undersigned.journeys.lift_restriction import lift_restriction
from undersigned.journeys.remind import remind
from undersigned.journeys.reopen import reopen
from undersigned.journeys.restrict import restrict
from undersigned.journeys.tidy import tidy
from undersigned.kernel.actor import COMMAND, HOUSE
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.moderation.errors import AppealNotPossible, Overtaken, SamePerson
from undersigned.moderation.models import Case
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.stories.errors import NotClosed
from undersigned.stories.legal import LegalDraft

LATE = timedelta(minutes=2)
HOUR = timedelta(hours=1)
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=6),
    timedelta(hours=2),
    timedelta(days=2),
    timedelta(days=184),
]
MOST_LIMITS = 4  # or soon nobody has anything to say
KINDS = ("warn", "hold", "slow", "suspend", "ban")
indices = st.integers(0, 40)
mostly_staff = st.integers(0, 4) | st.integers(0, 4) | st.integers(0, 40)


class Governing(Acting):
    def _by(self, index: int) -> UUID:
        people = [self.world.editor, self.world.operator, *self.world.deciders, *self.world.people]
        return people[index % len(people)].id

    @rule(
        who=mostly_staff,
        where=st.booleans(),
        reason=st.sampled_from(["Late.", "Calm down."]),
        ends=st.booleans(),
    )
    def close(self, who: int, where: bool, reason: str, ends: bool) -> None:
        by, place = self._by(who), self.model.places[where]
        until = self.now + HOUR if ends else None
        done = self.acts(
            lambda: close(actor(by), place.id, reason, until), lambda: self._may_open_and_close(by, place)
        )
        if done is not None:
            place.closure = Shut(reason, until)

    @rule(who=mostly_staff, where=st.booleans())
    def reopen(self, who: int, where: bool) -> None:
        by, place = self._by(who), self.model.places[where]

        def foreseen() -> None:
            self._may_open_and_close(by, place)
            if place.closed(self.now) is None:
                raise NotClosed

        if self.acts(lambda: reopen(actor(by), place.id), foreseen) is not None:
            place.closure = None

    def _may_open_and_close(self, by: UUID, place: Place) -> None:
        """What is closed for legal reasons is the editors'. Errors  NotAllowed"""
        shut = place.closed(self.now)
        if by not in (self.model.staff if shut is None or shut.reason is not None else self.model.editors):
            raise NotAllowed

    @rule(who=mostly_staff, where=st.booleans(), closes=st.booleans(), wide=st.booleans(), ends=st.booleans())
    def impose(self, who: int, where: bool, closes: bool, wide: bool, ends: bool) -> None:
        by, place = self._by(who), self.model.places[where]
        until = self.now + HOUR if ends else None
        draft = LegalDraft(
            "publication-ban", "Order of 12 May", ("Odile Fabre",), everywhere=wide, until=until
        )

        def foreseen() -> None:
            if by not in self.model.editors:
                raise NotAllowed

        made = self.acts(lambda: impose(actor(by), place.id, draft, closes=closes), foreseen)
        if made is not None:
            self.model.secrets.append(Secret(made, place, self.now, wide, until, due_at=self.now))
            if closes:
                place.closure = Shut(None, until)

    @precondition(lambda self: self.model.secrets)
    @rule(who=mostly_staff, what=indices)
    def free(self, who: int, what: int) -> None:
        by, secret = self._by(who), self.model.secrets[what % len(self.model.secrets)]
        place = secret.story

        def foreseen() -> None:
            if by not in self.model.editors:
                raise NotAllowed
            if secret.is_lifted:
                raise NotFound

        if self.done(lambda: free(actor(by), secret.id), foreseen):
            secret.is_lifted = True
            others = any(each.story is place and not each.is_lifted for each in self.model.secrets)
            shut = place.closed(self.now)
            if shut is not None and shut.reason is None and not others:
                place.closure = None

    @precondition(lambda self: self.model.secrets)
    @rule()
    def work(self) -> None:
        """The worker does what is owed: it looks through what was said, and reminds."""
        self.acts(self._perform, lambda: None)
        due = [s for s in self.model.secrets if s.due_at is not None and s.due_at <= self.now]
        for secret in sorted(due, key=lambda s: (s.due_at, s.at)):
            self._swept(secret)

    def _perform(self) -> None:
        while perform_next():
            pass
        remind(HOUSE)
        assert not Owed.objects.exclude(last_error="").exists()

    def _swept(self, secret: Secret) -> None:
        since = secret.at - WINDOW - LATE if secret.is_second_look else secret.at - timedelta(days=999)
        for remark in [] if secret.is_lifted else self.model.remarks:
            is_said = remark.state in ("published", "held") and "secret" in remark.words_now
            if is_said and remark.at >= since and secret.concerns(remark.story, self.now):
                self._found(secret, remark)
        is_over = secret.is_lifted or self.now >= secret.at + LATE
        secret.due_at, secret.is_second_look = (None, False) if is_over else (secret.at + LATE, True)

    def _found(self, secret: Secret, remark: Remark) -> None:
        if remark.id in secret.found:
            return
        secret.found.add(remark.id)
        row = Case.objects.filter(comment_id=remark.id, closed_at=None).exclude(kind="appeal").get()
        case = join(remark, row.id, "legal", self.now)
        if remark.state == "published":
            remark.state = "held"
            self.ruled_by_house(remark, case, "hold")

    @precondition(lambda self: len(self.model.limits) < MOST_LIMITS)
    @rule(who=indices, whom=indices, kind=st.sampled_from(KINDS), where=st.integers(0, 2), ends=st.booleans())
    def restrict(self, who: int, whom: int, kind: str, where: int, ends: bool) -> None:
        by, person = self._by(who), self.world.writers[whom % len(self.world.writers)].id
        community = None if where == 2 else self.model.places[where].community
        until = self.now + HOUR if ends or kind == "suspend" else None
        left = 1 + whom % 3 if kind == "hold" and whom % 2 else None
        every = 600 if kind == "slow" else None

        def foreseen() -> None:
            self._may_restrict(by, person)

        made = self.acts(
            lambda: restrict(
                actor(by),
                person,
                community,
                kind=kind,
                reason="Calm down.",
                until=until,
                submissions=left,
                every_seconds=every,
            ),
            foreseen,
        )
        if made is not None:
            limit = Limit(made, person, community, kind, by, self.now, until, left, every or 0)
            self.model.limits.append(limit)

    def _may_restrict(self, by: UUID, person: UUID) -> None:
        """A moderator; not oneself; people of the newsroom operators alone. Errors  NotAllowed"""
        is_operator = by in self.model.operators
        is_moderator = is_operator or (by in self.model.staff and by not in self.model.editors)
        if not is_moderator or by == person or (person in self.model.staff and not is_operator):
            raise NotAllowed

    @precondition(lambda self: self.model.limits)
    @rule(who=indices, what=indices)
    def lift(self, who: int, what: int) -> None:
        by, limit = self._by(who), self._limit(what)

        def foreseen() -> None:
            if limit.is_lifted:
                raise NotFound
            self._may_restrict(by, limit.person)

        if self.done(lambda: lift_restriction(actor(by), limit.id), foreseen):
            limit.is_lifted = True
            if limit.asked is not None and not limit.asked.outcome:
                limit.asked.outcome = "overturned"

    @precondition(lambda self: self.model.limits)
    @rule(who=st.none() | indices, what=indices)
    def appeal_restriction(self, who: int | None, what: int) -> None:
        limit = self._limit(what)
        by = limit.person if who is None else self._by(who)

        def foreseen() -> None:
            if by != limit.person:
                raise NotAllowed
            if limit.asked is not None:
                raise AppealNotPossible(why="already-appealed")
            if limit.is_lifted:
                raise AppealNotPossible(why="not-appealable")
            if self.now > limit.at + SIX_MONTHS:
                raise AppealNotPossible(why="too-late")

        asked_id = self.acts(lambda: appeal_restriction(actor(by), limit.id, "Look again."), foreseen)
        if asked_id is not None:
            limit.asked = LimitAppeal(asked_id)

    @precondition(lambda self: any(limit.asked for limit in self.model.limits))
    @rule(who=indices, what=indices, outcome=st.sampled_from(["upheld", "overturned"]))
    def answer_restriction(self, who: int, what: int, outcome: str) -> None:
        limits = [limit for limit in self.model.limits if limit.asked]
        by, limit = self._by(who), limits[what % len(limits)]
        asked = limit.asked
        assert asked is not None

        def foreseen() -> None:
            self.model.require_staff(by)
            if by == limit.person:
                raise NotAllowed
            if by == limit.by:
                raise SamePerson
            if limit.person in self.model.staff and by not in self.model.operators:
                raise NotAllowed
            if asked.outcome:
                raise Overtaken(why="decided")

        said = {"outcome": outcome, "note": "We looked."}
        if self.done(lambda: answer_restriction_appeal(actor(by), asked.id, **said), foreseen):
            asked.outcome = outcome
            limit.is_lifted = limit.is_lifted or outcome == "overturned"

    def _limit(self, index: int) -> Limit:
        return self.model.limits[index % len(self.model.limits)]

    @rule(how_long=st.sampled_from(WAITS))
    def time_passes(self, how_long: timedelta) -> None:
        self.clock.shift(how_long)
        self.is_news = True

    @precondition(lambda self: self.model.rulings)
    @rule()
    def tidy(self) -> None:
        """What is over is forgotten. Open pages have to begin anew."""
        self.pages.clear()
        self.acts(lambda: tidy(COMMAND), lambda: None)
        for remark in self.model.remarks:
            if not remark.open_cases and not self.model.is_evidence(remark):
                self._forget(remark)

    def _forget(self, remark: Remark) -> None:
        before = self.now - max(settings.KEEP["refused"], SIX_MONTHS)
        is_settled = all(ruling.at < before for ruling in remark.rulings)
        refused = {ruling.revision for ruling in remark.rulings if ruling.verdict == "refuse"}
        is_long_withdrawn = (
            remark.withdrawn_at is not None and remark.withdrawn_at < self.now - settings.KEEP["withdrawn"]
        )
        for text in remark.texts:
            is_gone = remark.state in ("refused", "removed")
            is_later = remark.state == "published" and text.number in refused - {remark.shown}
            text.is_purged |= (is_settled and (is_gone or is_later)) or is_long_withdrawn
            text.is_purged |= remark.author in self.model.erased

"""Acts of authors and readers: submit, revise, withdraw, report, appeal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.any_order.acting import Acting
from tests.any_order.model import WINDOW, Asked, Place, Remark, Text, Told, Words, require_open
from tests.any_order.ruling import (
    asked_again,
    join,
    may_appeal,
    may_appeal_report,
    report_of,
    said_anew,
    withdrawn,
)
from tests.any_order.world import actor
from undersigned.conversation.errors import ReplyNotPossible, TooLate, Withdrawn
from undersigned.journeys.appeal import appeal, appeal_report
from undersigned.journeys.erase import erase, finish
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.revise import revise
from undersigned.journeys.submission import Posted
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.moderation.errors import AlreadyReported
from undersigned.moderation.models import Appeal, Case, Report
from undersigned.owed.models import Owed
from undersigned.people.errors import HasStanding

SHOWN: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
SAID: dict[Words, str] = {
    "plain": "The pumps were bought in {}.",
    "doubtful": "Whoever bought pump number {} is a moron.",
    "secret": "It was Odile Fabre who ran pump number {}.",
}
words = st.sampled_from(["plain", "plain", "doubtful", "secret"])
indices = st.integers(0, 40)
mostly = st.sampled_from([True] * 7 + [False])


class Writing(Acting):
    @initialize()
    def begin(self) -> None:
        """Something is public, and something waits, under each story."""
        begun: list[tuple[int, Words]] = [(0, "plain"), (1, "doubtful"), (2, "plain"), (3, "plain")]
        for who, words in begun:
            self._submit(who, self.model.places[who % 2], words, None)

    @rule(who=indices, where=st.booleans(), words=words)
    def submit(self, who: int, where: bool, words: Words) -> None:
        self._submit(who, self.model.places[where], words, None)

    @precondition(lambda self: self.model.remarks)
    @rule(who=indices, to=indices, words=words)
    def answer(self, who: int, to: int, words: Words) -> None:
        self._submit(who, self.remark(to).story, words, self.remark(to))

    def _submit(self, who: int, story: Place, words: Words, parent: Remark | None) -> None:
        author = self.world.writers[who % len(self.world.writers)].id
        if author in self.model.erased:
            return
        said = SAID[words].format(self.count)
        draft = Draft(text=said, in_reply_to=None if parent is None else parent.id, **SHOWN)

        def foreseen() -> None:
            self.model.may_submit(author, story, self.now)
            if parent is not None and parent.state != "published":
                raise ReplyNotPossible

        posted = self.acts(lambda: post_comment(actor(author), story.id, draft), foreseen)
        if posted is None:
            return
        text = Text(1, words, said)
        remark = Remark(posted.comment_id, story, author, self.now, parent, "held", [text])
        self.model.remarks.append(remark)
        self._settled(remark, posted)
        for limit in self.model.limits_on(author, story.community, self.now):
            if limit.left is not None:
                limit.left -= 1
                limit.is_lifted = limit.left == 0

    def _settled(self, remark: Remark, posted: Posted) -> None:
        """Published at once by the house rule, or waiting, as the rules say."""
        kind, found = self.model.waits(remark.story, remark.author, remark.latest.words, self.now)
        if kind is None and remark.is_kept_out:
            kind = "held"
        assert posted.state == ("published" if kind is None else "held")
        if kind is None:
            remark.state, remark.shown = "published", remark.latest.number
            self.ruled_by_house(remark, None, "publish")
            kind = "review"
        fresh = Case.objects.filter(comment_id=remark.id).latest("opened_at", "id")
        join(remark, fresh.id, kind, self.now)
        for secret in found:
            secret.found.add(remark.id)

    @precondition(lambda self: self.model.remarks)
    @rule(what=indices, is_author=mostly, other=indices, words=words)
    def revise(self, what: int, is_author: bool, other: int, words: Words) -> None:
        remark = self.remark(what)
        who = remark.author if is_author else self.world.writers[other % len(self.world.writers)].id
        if who in self.model.erased:
            return
        said = SAID[words].format(self.count)

        def foreseen() -> None:
            self.model.may_write(who, remark.story, self.now)
            if who != remark.author:
                raise NotAllowed
            _require_own_say(remark)
            if self.now > remark.at + WINDOW:
                raise TooLate
            require_open(remark.story, self.now)

        posted = self.acts(lambda: revise(actor(who), remark.id, said, **SHOWN), foreseen)
        if posted is not None:
            remark.texts.append(Text(remark.latest.number + 1, words, said))
            said_anew(remark)
            self._settled(remark, posted)

    @precondition(lambda self: self.model.remarks)
    @rule(what=indices, is_author=mostly, other=indices)
    def withdraw(self, what: int, is_author: bool, other: int) -> None:
        remark = self.remark(what)
        who = remark.author if is_author else self.world.writers[other % len(self.world.writers)].id

        def foreseen() -> None:
            if who != remark.author:
                raise NotAllowed
            _require_own_say(remark)

        if self.done(lambda: withdraw(actor(who), remark.id), foreseen):
            withdrawn(remark, self.now)

    @precondition(lambda self: not self.model.erased)
    @rule(who=indices)
    def erase(self, who: int) -> None:
        """One person a course, or soon nobody has anything to say; at once what the worker would do."""
        by = self.world.writers[who % len(self.world.writers)].id

        def foreseen() -> None:
            if by in self.model.staff:
                raise HasStanding

        if not self.done(lambda: erase(actor(by)), foreseen):
            return
        assert self.letters_to(by) == 1
        assert Owed.objects.filter(kind="erase").delete()[0] == 1
        finish(by)
        self.model.erased.add(by)
        for remark in self.model.remarks:
            if remark.author == by:
                self._erased(remark)

    def _erased(self, remark: Remark) -> None:
        """Taken back, and forgotten unless it is evidence."""
        if remark.state != "withdrawn":
            withdrawn(remark, self.now)
        for text in remark.texts:
            text.is_purged |= not self.model.is_evidence(remark)

    @precondition(lambda self: self.model.remarks)
    @rule(what=indices, who=st.integers(0, 8), is_unlawful=st.booleans())
    def report(self, what: int, who: int, is_unlawful: bool) -> None:
        """By somebody of the cast, or by one of two strangers."""
        remark, people = self.remark(what), self.world.people
        by = people[who].id if who < len(people) else None
        if by in self.model.erased:
            return
        email = "" if by else f"stranger-{who % 2}@reader.example"
        draft = ReportDraft(
            clause="" if is_unlawful else "2",
            law="Criminal Code, s. 319" if is_unlawful else "",
            text="Look at the second sentence.",
            name="" if by else "Somebody Else",
            email=email,
            good_faith=by is None,
        )

        def foreseen() -> None:
            if remark.state != "published":
                raise NotFound
            if by == remark.author:
                raise Invalid({"comment": ["own"]})
            if any((told.by, told.email) == (by, email) for told in remark.reports):
                raise AlreadyReported

        report_id = self.acts(lambda: report(actor(by) if by else None, remark.id, draft), foreseen)
        if report_id is not None:
            case_id = Report.objects.get(id=report_id).case_id
            case = join(remark, case_id, "notice" if is_unlawful else "reported", self.now)
            remark.reports.append(Told(report_id, by, email, case))

    @precondition(lambda self: self.model.rulings)
    @rule(what=indices, who=st.none() | st.integers(0, 6))
    def appeal(self, what: int, who: int | None) -> None:
        """By the author, or by anybody else, who may have reported it."""
        rulings = sorted(self.model.rulings, key=lambda r: (r.verdict not in ("refuse", "remove"), r.at))
        ruling = rulings[what % len(rulings)]
        by = ruling.comment.author if who is None else self.world.people[who % len(self.world.people)].id
        told = None
        if by in self.model.erased:
            return

        def foreseen() -> None:
            nonlocal told
            if by == ruling.comment.author:
                may_appeal(self.model, ruling, self.now)
            else:
                told = report_of(by, ruling)
                may_appeal_report(told, self.now)

        asked_id = self.acts(lambda: appeal(actor(by), ruling.id, "Look again."), foreseen)
        if asked_id is not None:
            self._asked(asked_id, Asked(asked_id, ruling, by, told))

    @precondition(lambda self: self.model.reports)
    @rule(what=indices)
    def appeal_report(self, what: int) -> None:
        """By the link in a letter."""
        told = self.model.reports[what % len(self.model.reports)]

        def foreseen() -> None:
            if told.by is not None:
                raise NotAllowed
            may_appeal_report(told, self.now)

        asked_id = self.acts(lambda: appeal_report(told.id, "Look again."), foreseen)
        if asked_id is not None:
            self._asked(asked_id, Asked(asked_id, may_appeal_report(told, self.now), None, told))

    def _asked(self, asked_id: UUID, asked: Asked) -> None:
        case_id = Appeal.objects.get(id=asked_id).case_id
        case = asked_again(asked.against, case_id, asked, self.now)
        assert case.id == case_id


def _require_own_say(remark: Remark) -> None:
    """Errors  Withdrawn, TooLate"""
    if remark.state == "withdrawn":
        raise Withdrawn
    if remark.state not in ("held", "published"):
        raise TooLate

"""How a community keeps its conversations in order, applied to one submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.conversation import rules as conversation_rules
from undersigned.conversation.errors import (
    LanguageNotTaken,
    LinksNotTaken,
    SaidAlready,
    SaidEnough,
    WordsNotTaken,
)
from undersigned.kernel.errors import TooFast
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from undersigned.communities.shapes import ControlsShape
    from undersigned.people.shapes import AuthorFacts
    from undersigned.scoring.shapes import WordList
    from undersigned.stories.models import Story

REPEATS_LOOK_BACK = timedelta(days=1)
STAFF = frozenset({"moderator", "editor"})
LISTS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """What the controls found that is no refusal.

    Shape  findings: reasons for a person to look, in every mode; author_reasons: codes of the same about
           the author; takes_links: links are none of them
    """

    findings: tuple[Finding, ...]
    author_reasons: tuple[str, ...]
    takes_links: bool


def keep_controls(
    story: Story,
    author: AuthorFacts,
    text: str,
    now: datetime,
    private: Sequence[Finding] = (),
    *,
    is_new: bool = True,
    asks_person: bool = False,
) -> Kept:
    """Refuse what the community does not take; say what a person should look at.

    Shape   private: what gives a young writer away; is_new: a submission, not a revision: its author's turn
            and repetitions count; asks_person: what a rule alone refuses waits for a person
    Errors  TooFast, SaidEnough, SaidAlready, WordsNotTaken, LinksNotTaken, LanguageNotTaken
    """
    controls = communities.controls(story.community)
    languages = story.community.languages
    foreign = _foreign(controls, languages, text)
    untaken = _untaken(controls, languages, text, foreign, asks_person=asks_person)
    untaken += private
    findings = [*untaken, *_suspect(controls, text)]
    if controls.other_languages == "hold":
        findings += foreign
    reasons: tuple[str, ...] = ()
    if is_new:
        own_pace = author.slow_seconds
        if own_pace:
            since = now - timedelta(seconds=own_pace)
            _wait(comments.submissions_since(author.person_id, since), own_pace, now)
        if STAFF.isdisjoint(author.standing):
            _turn(story, author, controls, now)
        repeats, is_refused = _repeats(controls, story, author, text, now)
        if is_refused and not asks_person:
            raise SaidAlready
        findings += repeats
        untaken += repeats if is_refused else ()
        reasons = _author_reasons(controls, author, story.community_id)
    asked = ("asked-person",) if untaken else ()
    return Kept(tuple(findings), (*asked, *reasons), controls.links == "allow")


def _turn(story: Story, author: AuthorFacts, controls: ControlsShape, now: datetime) -> None:
    """Errors  TooFast, SaidEnough"""
    slow = controls.slow_seconds if story.slow_seconds is None else story.slow_seconds
    most = controls.most_per_author if story.most_per_author is None else story.most_per_author
    if not slow and most is None:
        return
    earlier = comments.moments_under(author.person_id, story.id)
    if most is not None and len(earlier) >= most:
        raise SaidEnough(limit=most)
    _wait(earlier, slow, now)


def _wait(earlier: Sequence[datetime], between_seconds: int, now: datetime) -> None:
    """Errors  TooFast"""
    if not earlier or not between_seconds:
        return
    free_at = max(earlier) + timedelta(seconds=between_seconds)
    if free_at > now:
        seconds = int((free_at - now).total_seconds()) + 1
        raise TooFast(seconds, policy="slow", limit=1, window_seconds=between_seconds)


def _untaken(
    controls: ControlsShape,
    languages: Sequence[str],
    text: str,
    foreign: Sequence[Finding],
    *,
    asks_person: bool,
) -> list[Finding]:
    """What a rule refuses: nobody decides that alone where the author asks for a person.

    Errors  WordsNotTaken, LinksNotTaken, LanguageNotTaken
    Source  DSA art. 20(6)
    """
    words = () if controls.id is None else scorer.listed(text, _lists(controls.id)[1], "list:banned")
    links = scorer.links(text) if controls.links == "refuse" else ()
    others = foreign if controls.other_languages == "refuse" else ()
    if words and not asks_person:
        raise WordsNotTaken(words=list(dict.fromkeys(finding.excerpt for finding in words)))
    if links and not asks_person:
        raise LinksNotTaken(links=[finding.excerpt for finding in links])
    if others and not asks_person:
        raise LanguageNotTaken(language=others[0].excerpt, languages=list(languages))
    return [*words, *links, *others]


def _suspect(controls: ControlsShape, text: str) -> Sequence[Finding]:
    """What a person looks at here."""
    return () if controls.id is None else scorer.listed(text, _lists(controls.id)[0], "list:suspect")


@lru_cache(LISTS_KEPT)
def _lists(controls_id: UUID) -> tuple[WordList, WordList]:
    """Made ready once: controls are never edited."""
    words = communities.words(controls_id)
    return scorer.word_list(words.suspect), scorer.word_list(words.banned)


def _foreign(controls: ControlsShape, languages: Sequence[str], text: str) -> list[Finding]:
    """That a text is in another language than the community's, where that matters and can be told.

    Shape  excerpt: the code of the language
    """
    language = scorer.language(text) if controls.other_languages != "allow" else None
    return [] if language in (None, *languages) else [Finding("language", 0, len(text), language or "")]


def _repeats(
    controls: ControlsShape, story: Story, author: AuthorFacts, text: str, now: datetime
) -> tuple[list[Finding], bool]:
    """What the author has said before, and whether that is refused: the very same under the same story."""
    if controls.repeats == "allow":
        return [], False
    for story_id, earlier in comments.texts_since(author.person_id, now - REPEATS_LOOK_BACK):
        if (found := scorer.repeated(text, earlier)) is not None:
            is_same = story_id == story.id and earlier == text
            return [found], is_same and controls.repeats == "refuse"
    return [], False


def _author_reasons(controls: ControlsShape, author: AuthorFacts, community_id: UUID) -> tuple[str, ...]:
    """Why a person looks at what this author sends: who is new here, and whose record is bad."""
    if not controls.first_held and not controls.record_held:
        return ()
    states = comments.last_states(author.person_id, community_id)
    thresholds = {"first_held": controls.first_held, "record_held": controls.record_held}
    is_new, is_bad = conversation_rules.held_by(states, **thresholds)
    return ("first-comments",) * is_new + ("record",) * is_bad

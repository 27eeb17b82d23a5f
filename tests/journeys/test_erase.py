"""Of who erases their account nothing is left but an id, and what was licensed."""

from contextlib import suppress
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import models

from tests.cast import acting, display_name, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment, Revision
from undersigned.journeys.erase import erase
from undersigned.journeys.impose import free, impose
from undersigned.journeys.prove import prove
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.reprint import reprint
from undersigned.journeys.tidy import tidy
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.licensing.models import Reprint
from undersigned.moderation.models import Case, Decision, LegalMatch
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.people.errors import HasStanding
from undersigned.people.models import Name, Person
from undersigned.stories.legal import LegalDraft

ROOMS = ("people", "conversation", "moderation", "live", "ledger", "account", "snapshots")


def worked() -> None:
    """The worker does what is owed, letters but thrown away."""
    Owed.objects.filter(kind="mail").delete()
    while perform_next():
        Owed.objects.filter(kind="mail").delete()


def holding(words: str) -> list[str]:
    """Tables with a row that says this."""
    from django.apps import apps

    found = []
    for room in ROOMS:
        with suppress(LookupError):
            for model in apps.get_app_config(room).get_models():
                rows: models.QuerySet[Any] = model._base_manager.all()
                found += [model.__name__ for row in rows.values_list() if words in str(row)]
    return found


def test_nothing_tells_any_more_who_wrote_or_what(news: Community, ada: Person, mona: Person) -> None:
    under = story(news)
    published, held, refused = (post(ada, under, f"{HELD} {n}.").comment_id for n in range(3))
    ruled(mona, published, "publish")
    ruled(mona, refused, "refuse")
    erase(acting(ada))
    assert not EmailAddress.objects.filter(user=ada).exists()
    worked()
    assert holding("Okafor") == holding("ada@demo.example") == holding("moron") == []
    states = Comment.objects.filter(id__in=(published, held, refused)).values_list("state", flat=True)
    assert set(states) == {"withdrawn"}
    assert not Case.objects.filter(closed_at=None).exists()
    assert Decision.objects.filter(comment__author=ada).count() == 2
    assert Entry.objects.filter(act="person:erased", subject_id=ada.id).count() == 1
    assert isinstance(prove(), Verified)


def test_nobody_signs_in_to_it_again(news: Community, ada: Person) -> None:
    erase(acting(ada))
    ada.refresh_from_db()
    assert not ada.is_active
    assert not ada.has_usable_password()
    with pytest.raises(NotSignedIn):
        erase(acting(ada))


def test_one_last_letter_says_what_was_done(news: Community, ada: Person) -> None:
    erase(acting(ada))
    (letter,) = Owed.objects.filter(kind="mail")
    assert letter.payload["to"] == ["ada@demo.example"]
    assert "Your account is erased" in str(letter.payload)


def test_what_was_reprinted_stays_as_it_was_licensed(news: Community, ada: Person, edith: Person) -> None:
    posted = post(ada, story(news))
    reprint(acting(edith), posted.comment_id, use="web")
    erase(acting(ada))
    worked()
    assert "Okafor" in str(list(Reprint.objects.values_list()))
    assert isinstance(prove(), Verified)


def test_replies_of_others_keep_their_place(news: Community, ada: Person, benoit: Person) -> None:
    under = story(news)
    posted = post(ada, under)
    reply = post(benoit, under, "In 1986, rather.", in_reply_to=posted.comment_id)
    erase(acting(ada))
    worked()
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.present, comment.byline_name) == (True, "")
    assert Comment.objects.get(id=reply.comment_id).state == "published"


def test_evidence_is_kept_unseen_until_its_restriction_ends(
    news: Community, ada: Person, edith: Person
) -> None:
    posted = post(ada, story(news), "It was Odile Fabre who ran the pumps.")
    draft = LegalDraft("publication-ban", "Order 12 of the court", ("Odile Fabre",))
    restriction_id = impose(acting(edith), posted.comment.story_id, draft, closes=False)
    worked()
    assert LegalMatch.objects.exists()
    erase(acting(ada))
    worked()
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.state, comment.byline_name) == ("withdrawn", "Ada Okafor")
    free(acting(edith), restriction_id, "The ban is over.")
    tidy(COMMAND)
    comment.refresh_from_db()
    assert comment.byline_name == ""
    assert not Revision.objects.filter(comment=comment).exclude(text="").exists()


def test_what_was_withdrawn_before_goes_with_the_rest(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    withdraw(acting(ada), posted.comment_id)
    erase(acting(ada))
    worked()
    assert Comment.objects.get(id=posted.comment_id).byline_name == ""


def test_a_display_name_is_free_again(kids: Community, ada: Person, benoit: Person) -> None:
    display_name(ada, kids, "Blue Fox")
    erase(acting(ada))
    display_name(benoit, kids, "Blue Fox")


def test_whoever_is_erased_is_not_written_to(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    posted = post(benoit, story(news))
    report(acting(ada), posted.comment_id, ReportDraft(clause="2", text="It is about a person."))
    erase(acting(ada))
    Owed.objects.filter(kind="mail").delete()
    ruled(mona, posted.comment_id, "remove")
    assert "erased.invalid" not in str(list(Owed.objects.values_list("payload")))


def test_whoever_sits_at_the_desk_does_not_leave_it_so(news: Community, mona: Person) -> None:
    with pytest.raises(HasStanding):
        erase(acting(mona))
    assert Name.objects.get(person=mona).first


def test_a_case_is_open_until_the_worker_comes(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    erase(acting(ada))
    assert open_case(posted.comment_id)
    ruled(mona, posted.comment_id, "refuse")
    worked()
    assert Comment.objects.get(id=posted.comment_id).state == "withdrawn"

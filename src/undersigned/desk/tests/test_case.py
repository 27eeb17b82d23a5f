import re
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, mend, text_of
from undersigned.journeys.call_in import call_in
from undersigned.journeys.claim import claim
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Claim
from undersigned.people.models import Name, Person


def address(comment_id: UUID, kind: str | None = None) -> str:
    return reverse("desk:case", args=[open_case(comment_id, kind).id])


def test_the_words_that_held_it_are_marked_in_the_comment(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), "*Really*: whoever bought them is a **moron**.")
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    assert re.search(r'</em>: whoever .* <strong><mark( class="weight-\d")?>moron</mark></strong>', page)
    assert 'On the list of insults <mark dir="auto">moron</mark>' in page


def test_the_comment_stands_in_its_context(
    news: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    under = story(news)
    parent = post(ada, under, "The pumps were bought in 1987.")
    reply = post(benoit, under, "Then ask whichever moron bought them.", in_reply_to=parent.comment_id)
    page = text_of(sign_in(mona).get(address(reply.comment_id)))
    assert "In answer to Ada Okafor" in page
    assert "The pumps were bought in 1987." in page
    assert "The river rose again in the night" in page
    assert reverse("desk:story", args=["news", "a-story"]) in page
    assert "Trois-Rivières" in page


def test_the_authors_name_and_record_are_told(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    Name.objects.filter(person=ada).update(state="declared", doubts=["famous"])
    under = story(news)
    ruled(mona, post(ada, under, HELD).comment_id, "refuse")
    page = text_of(sign_in(mona).get(address(post(ada, under, HELD).comment_id)))
    assert "name declared" in page
    assert "Someone well known, or someone in a story, is called that." in page
    assert "The author’s name is not confirmed yet." in page
    assert "<dt>Refused</dt><dd>1</dd>" in page
    assert "<dt>Held</dt><dd>1</dd>" in page
    assert "<dt>Published</dt><dd>0</dd>" in page


def test_reports_are_read_with_their_clauses(
    news: Community, ada: Person, benoit: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news))
    report(acting(benoit), posted.comment_id, ReportDraft(clause="3", text="It is about pumps."))
    draft = ReportDraft(law="Criminal Code", text="See.", name="P. Roy", email="p@x.example", good_faith=True)
    report(None, posted.comment_id, draft)
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    assert "2 reports" in page
    assert "Clause 3 (Stay on the story)" in page
    assert "It is about pumps." in page
    assert "Unlawful: Criminal Code" in page
    assert "from someone without an account" in page
    assert "p@x.example" not in page
    assert "Benoît" not in page


def test_what_a_revision_changed_is_shown(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), "Go and ask the council.")
    mend(ada, posted.comment_id, "Go and ask the moron.")
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    assert "Go and ask the <del>council.</del><ins>moron.</ins>" in page
    assert "Readers still see the revision before this one" in page
    assert 'value="refuse"' in page
    assert 'value="remove"' in page


def test_opening_the_page_claims_nothing(news: Community, ada: Person, mona: Person, sign_in: SignIn) -> None:
    posted = post(ada, story(news), HELD)
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    assert "Nobody has taken it." in page
    assert not Claim.objects.exists()


def test_a_case_is_taken_kept_longer_and_given_back(
    news: Community, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    case_id = open_case(post(ada, story(news), HELD).comment_id).id
    page, browser = reverse("desk:case", args=[case_id]), sign_in(mona)
    take = reverse("desk:take", args=[case_id]) + "?kind=held"
    assert browser.post(take)["Location"] == f"{page}?kind=held"
    assert "Yours until" in text_of(browser.get(page))
    other = text_of(sign_in(marc).get(page))
    assert "Mona Haddad is on it" in other
    assert "Take another case" in other
    assert "data-decision" not in other
    browser.post(take)
    browser.post(reverse("desk:give-back", args=[case_id]))
    assert "Nobody has taken it." in text_of(sign_in(marc).get(page))


def test_taking_what_someone_else_took_is_told(
    news: Community, ada: Person, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    case_id = open_case(post(ada, story(news), HELD).comment_id).id
    claim(acting(marc), case_id)
    response = sign_in(mona).post(reverse("desk:take", args=[case_id]))
    assert response.status_code == 409
    assert "Marc Lavoie took this case before you." in text_of(response)
    assert Claim.objects.get().by_id == marc.id


def test_clauses_stand_in_the_language_of_the_moderator(
    nouvelles: Community, benoit: Person, marc: Person, sign_in: SignIn
) -> None:
    posted = post(benoit, story(nouvelles), language="fr")
    browser = sign_in(marc)
    assert "2. Débattez des idées" in text_of(
        browser.get(address(posted.comment_id), headers={"accept-language": "fr"})
    )
    assert "2. Argue with ideas" in text_of(browser.get(address(posted.comment_id)))


def test_a_withdrawn_comment_leaves_a_closed_case(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), HELD)
    page = address(posted.comment_id)
    withdraw(acting(ada), posted.comment_id)
    shown = text_of(sign_in(mona).get(page))
    assert "The author withdrew the comment." in shown
    assert "data-decision" not in shown
    assert "Look at it again" not in shown


def test_a_case_decided_while_its_page_is_made_is_shown_as_closed(
    news: Community,
    ada: Person,
    mona: Person,
    marc: Person,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not as a form without a button to press."""
    posted = post(ada, story(news), HELD)
    page, fitting = address(posted.comment_id), cases.fitting

    def overtaken(case_id: UUID) -> tuple[str, ...]:
        ruled(marc, posted.comment_id, "refuse")
        return fitting(case_id)

    monkeypatch.setattr(cases, "fitting", overtaken)
    seen = text_of(sign_in(mona).get(page))
    assert "This case is closed" in seen
    assert "data-decision" not in seen


def test_ones_own_comment_is_left_to_a_colleague(news: Community, mona: Person, sign_in: SignIn) -> None:
    posted = post(mona, story(news), HELD)
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    assert "You wrote this yourself" in page
    assert "data-decision" not in page


def test_a_case_costs_the_same_however_much_there_is_to_tell(
    news: Community,
    ada: Person,
    benoit: Person,
    mona: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    under = story(news)
    parent = post(ada, under)
    posted = post(benoit, under, "Then ask the council.", in_reply_to=parent.comment_id)
    for number in range(8):
        reader = cast.person(f"reader{number}@x.example", "Noé", "Roy")
        report(acting(reader), posted.comment_id, ReportDraft(clause="3", text="It is about pumps."))
    for number in range(4):
        mend(benoit, posted.comment_id, f"Then ask the moron of {number}.")
    page, browser = address(posted.comment_id), sign_in(mona)
    ruled(mona, posted.comment_id, "escalate")
    with django_assert_num_queries(25):  # one of them for who settles what was escalated
        browser.get(page)


def test_what_was_said_and_decided_before_the_last_is_folded_away_with_its_count(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news), HELD)
    mend(ada, posted.comment_id, f"{HELD} Really.")
    mend(ada, posted.comment_id, f"{HELD} Really, now.")
    for verdict in ("publish", "remove", "restore"):
        ruled(mona, posted.comment_id, verdict)
        call_in(acting(mona), posted.comment_id)
    page = text_of(sign_in(mona).get(address(posted.comment_id)))
    shown, _, folded = page.partition("2 earlier decisions")
    assert "<strong>Put back</strong>" in shown
    assert "<strong>Removed</strong>" not in shown
    assert "<strong>Removed</strong>" in folded
    assert "2 earlier texts" in page

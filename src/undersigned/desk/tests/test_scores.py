"""Scores at the desk: in the row of the queue, word by word on the page of a case, and as an order."""

import pytest
from django.urls import reverse

from tests.cast import story
from tests.journeys.acts import PLAIN, open_case, post
from tests.scores import VERSION, Scores
from undersigned.communities.models import Community
from undersigned.conversation.models import Revision
from undersigned.desk.tests.conftest import SignIn
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Case, Weighing
from undersigned.people.models import Person
from undersigned.scoring import reads as scorer

RUDE = "Whoever built that wall should hide in it."


@pytest.fixture
def rude(news: Community, ada: Person, scores: Scores) -> Case:
    """A comment that its score held."""
    scores(RUDE, words=["hide", "wall"], insult=0.938, toxicity=0.61, profanity=0.2)
    return open_case(post(ada, story(news), RUDE).comment_id)


def case_page(who: Person, case: Case, sign_in: SignIn) -> str:
    return sign_in(who).get(reverse("desk:case", args=[case.id])).content.decode()


def test_a_row_tells_the_score_in_words_and_as_a_bar(rude: Case, mona: Person, sign_in: SignIn) -> None:
    page = sign_in(mona).get(reverse("desk:queue")).content.decode()
    assert ">93%<" in page
    assert "Score 93 out of 100: an insult" in page
    assert '<rect width="93" height="10">' in page
    assert "The scorer sees an insult: 93%." in page


def test_what_has_no_score_shows_none(
    news: Community, ada: Person, mona: Person, scores: Scores, sign_in: SignIn
) -> None:
    case = open_case(post(ada, story(news)).comment_id)
    assert "out of 100" not in sign_in(mona).get(reverse("desk:queue")).content.decode()
    assert "How it scored" not in case_page(mona, case, sign_in)


def test_the_page_of_a_case_tells_every_attribute_and_the_words(
    rude: Case, mona: Person, sign_in: SignIn
) -> None:
    page = case_page(mona, rude, sign_in)
    assert "Held by the highest of those that count: an insult." in page
    assert ">61%<" in page
    assert "Not available: hateful aggression, a threat, " in page
    assert page.count("(does not count)") == 1
    assert '<mark class="weight-3">hide</mark>' in page
    assert '<mark class="weight-2">wall</mark>' in page
    assert "+2.0" in page
    assert f"Scored by {VERSION}." in page


def test_it_is_said_when_another_version_found_the_words(rude: Case, mona: Person, sign_in: SignIn) -> None:
    Weighing.objects.update(version="model-of-old")
    page = case_page(mona, rude, sign_in)
    assert "Scored by model-of-old." in page
    assert f"Another one found the words today: {VERSION}." in page
    Weighing.objects.all().delete()
    page = case_page(mona, rude, sign_in)
    assert f"Nothing scored it when it was sent; this is how {VERSION} sees it today." in page


def test_a_text_that_is_gone_is_not_looked_at(
    rude: Case, mona: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    Revision.objects.update(text="", html="", purged_at=rude.opened_at)
    monkeypatch.delattr(scorer, "assess")
    assert "How it scored" not in case_page(mona, rude, sign_in)


def test_what_the_scorer_is_unsure_of_comes_first_and_then_the_oldest(
    news: Community, ada: Person, benoit: Person, scores: Scores
) -> None:
    here = story(news)
    texts = {name: f"{PLAIN} {name}" for name in ("none", "sure", "unsure", "high", "unsure too")}
    for name, score in {"sure": 0.01, "unsure": 0.5, "high": 0.75, "unsure too": 0.31}.items():
        scores(texts[name], toxicity=score)
    for n, text in enumerate(texts.values()):
        post(ada if n % 2 else benoit, here, text)
    Case.objects.update(kind="held", rank=4)
    found = [case.text.removeprefix(f"{PLAIN} ") for case in cases.queue(None)]
    assert found == ["unsure", "unsure too", "none", "high", "sure"]
    first = cases.queue(None, limit=2)
    rest = cases.queue(None, after=first[-1].id)
    assert [case.id for case in (*first, *rest)] == [case.id for case in cases.queue(None)]


def test_the_queue_is_searched_by_score(
    news: Community, ada: Person, mona: Person, scores: Scores, sign_in: SignIn
) -> None:
    here = story(news)
    scores(f"{PLAIN} One.", toxicity=0.29)
    scores(f"{PLAIN} Two.", toxicity=0.3)
    for text in (f"{PLAIN} One.", f"{PLAIN} Two.", PLAIN):
        post(ada, here, text)
    browser = sign_in(mona)

    def found(band: str) -> list[str]:
        rows = browser.get(reverse("desk:queue"), {"band": band}).context["rows"]
        return sorted(row.case.text.removeprefix(PLAIN).strip() for row in rows)

    assert found("unsure") == ["Two."]
    assert found("some") == ["One."]
    assert found("none") == [""]
    assert len(found("")) == len(found("nonsense")) == 3

from datetime import timedelta

import pytest
import time_machine

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.errors import KeepItPrivate, ReplyNotPossible
from undersigned.conversation.models import Comment
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotFound, NotSignedIn, TooFast, TooLong
from undersigned.ledger.models import Entry
from undersigned.licensing.errors import LicenceOutOfDate
from undersigned.licensing.models import Acceptance
from undersigned.moderation.models import Decision
from undersigned.people.errors import Banned, DisplayNameMissing, EmailNotConfirmed, Suspended
from undersigned.people.models import Name, Person, Restriction
from undersigned.scoring import rules as scorer_rules
from undersigned.stories.errors import ConversationClosed


def test_a_comment_is_signed_with_first_and_last_name_and_keeps_them(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    Name.objects.filter(person=ada).update(last="Eze")
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.byline_name, comment.byline_place) == ("Ada Okafor", "Halifax")


def test_after_publication_means_published_by_the_house_rule_and_looked_at_later(
    news: Community, ada: Person
) -> None:
    posted = post(ada, story(news))
    assert (posted.state, posted.why) == ("published", ())
    decision = Decision.objects.get(comment_id=posted.comment_id)
    assert (decision.verdict, decision.by, decision.guidelines.version) == ("publish", None, 1)
    assert open_case(posted.comment_id).kind == "review"


def test_before_publication_means_held(nouvelles: Community, benoit: Person) -> None:
    posted = post(benoit, story(nouvelles))
    assert (posted.state, [why["code"] for why in posted.why]) == ("held", ["mode-before"])
    assert Comment.objects.get(id=posted.comment_id).shown is None
    assert open_case(posted.comment_id).kind == "held"


def test_reactive_means_nobody_looks_until_someone_reports(news: Community, ada: Person) -> None:
    posted = post(ada, story(news, mode="reactive"), HELD)
    assert posted.state == "published"
    assert not Comment.objects.get(id=posted.comment_id).cases.exists()


def test_a_story_may_be_stricter_than_its_community(news: Community, ada: Person) -> None:
    assert post(ada, story(news, mode="before")).state == "held"


def test_a_doubtful_text_is_held_and_says_which_words(news: Community, ada: Person) -> None:
    posted = post(ada, story(news), HELD)
    assert posted.why[0] == {"code": "text", "finding": "words:insult", "excerpt": "moron"}
    assert all(reason["code"] == "score" and "moron" in reason["words"] for reason in posted.why[1:])


def test_a_scorer_that_breaks_means_a_person_looks(
    news: Community, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scorer_rules, "manner", lambda _text: 1 / 0)
    assert post(ada, story(news)).why == ({"code": "scorer-failed"},)


def test_a_doubtful_name_waits_for_a_person_and_its_author_is_told(news: Community) -> None:
    citizen = cast.person("citizen@demo.example", "Concerned", "Citizen", name_state=Name.State.DECLARED)
    Name.objects.filter(person=citizen).update(doubts=["phrase"])
    assert post(citizen, story(news)).why == ({"code": "name-doubted", "doubts": ["phrase"]},)


def test_a_declared_name_without_doubts_does_not_wait(news: Community) -> None:
    fresh = cast.person("fresh@demo.example", "Joëlle", "N’Diaye", name_state=Name.State.DECLARED)
    assert post(fresh, story(news)).state == "published"


def test_every_submission_keeps_licence_guidelines_language_and_time(news: Community, ada: Person) -> None:
    before = now()
    posted = post(ada, story(news), language="fr")
    kept = Acceptance.objects.get(revision__comment_id=posted.comment_id)
    assert (kept.licence.version, kept.guidelines.version, kept.language) == (1, 1, "fr")
    assert before <= kept.at <= now()


@pytest.mark.parametrize("outdated", ["licence", "guidelines"])
def test_a_submission_against_outdated_texts_is_refused_with_the_new_licence(
    news: Community, ada: Person, outdated: str
) -> None:
    getattr(cast, outdated)(news, 2)
    with pytest.raises(LicenceOutOfDate) as refused:
        post(ada, story(news))
    assert refused.value.data["outdated"] == [outdated]
    assert refused.value.data["licence"]["text"].startswith("By submitting")
    assert not Comment.objects.exists()


def test_a_reply_stands_below_what_it_answers(news: Community, ada: Person, benoit: Person) -> None:
    here = story(news)
    first = post(ada, here)
    reply = post(benoit, here, in_reply_to=first.comment_id)
    kept = Comment.objects.get(id=reply.comment_id)
    assert (kept.in_reply_to_id, kept.depth) == (first.comment_id, 1)
    assert Comment.objects.get(id=first.comment_id).reply_count == 1


def test_a_reply_to_another_story_or_to_what_is_not_public_is_refused(
    news: Community, ada: Person, benoit: Person
) -> None:
    here, elsewhere = story(news), story(news, "elsewhere")
    held = post(ada, here, HELD)
    away = post(ada, elsewhere)
    for target in (held.comment_id, away.comment_id, here.id):
        with pytest.raises(ReplyNotPossible):
            post(benoit, here, in_reply_to=target)


def test_nobody_submits_without_an_account_or_with_an_unconfirmed_address(news: Community) -> None:
    stranger = cast.person("new@demo.example", "Noor", "Aziz", email_confirmed=False)
    with pytest.raises(EmailNotConfirmed):
        post(stranger, story(news))
    with pytest.raises(NotSignedIn):
        post(COMMAND, story(news, "other"))


@pytest.mark.parametrize(("kind", "error"), [("ban", Banned), ("suspend", Suspended)])
def test_who_is_barred_cannot_submit(news: Community, ada: Person, kind: str, error: type[Exception]) -> None:
    Restriction.objects.create(person=ada, kind=kind, reason="…", until=now() + timedelta(days=1))
    with pytest.raises(error):
        post(ada, story(news))


def test_who_is_held_waits(news: Community, ada: Person) -> None:
    Restriction.objects.create(person=ada, kind="hold", reason="…")
    assert [why["code"] for why in post(ada, story(news)).why] == ["author-held"]


def test_a_closed_conversation_takes_nothing(news: Community, ada: Person) -> None:
    shut = story(news, closes_at=now() - timedelta(minutes=1))
    with pytest.raises(ConversationClosed) as refused:
        post(ada, shut)
    assert refused.value.data["why"] == "time"
    assert refused.value.data["reason"].startswith("It was open until ")


def test_the_last_place_is_given_once(news: Community, ada: Person, benoit: Person) -> None:
    small = story(news, closes_at_comments=1)
    post(ada, small)
    with pytest.raises(ConversationClosed):
        post(benoit, small)


@pytest.mark.parametrize(("text", "error"), [("", Invalid), (" \n\u200b ", Invalid), ("é" * 5_001, TooLong)])
def test_a_text_has_1_to_5000_characters(
    news: Community, ada: Person, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        post(ada, story(news), text)


def test_a_story_that_is_not_there_is_not_found(news: Community, ada: Person) -> None:
    with pytest.raises(NotFound):
        post_comment(acting(ada), news.id, Draft(PLAIN, 1, 1, "en"))


def test_who_submits_faster_than_people_write_is_slowed_down(news: Community, ada: Person) -> None:
    here = story(news)
    for _ in range(3):
        post(ada, here)
    with pytest.raises(TooFast) as refused:
        post(ada, here)
    assert 1 <= refused.value.retry_after_seconds <= 61
    with time_machine.travel(now() + timedelta(seconds=refused.value.retry_after_seconds)):
        post(ada, here)


def test_the_ledger_holds_the_act_and_no_word_of_it(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    acts = Entry.objects.filter(subject_id=posted.comment_id)
    assert [entry.act for entry in acts] == ["comment:submitted", "comment:decided"]
    written = "".join(str(entry.facts) for entry in acts)
    assert "Okafor" not in written
    assert "pumps" not in written


class TestYouth:
    def test_a_display_name_is_needed_first(self, kids: Community, ada: Person) -> None:
        with pytest.raises(DisplayNameMissing):
            post(ada, story(kids))

    def test_only_the_display_name_is_kept_and_a_person_always_looks(
        self, kids: Community, ada: Person
    ) -> None:
        cast.display_name(ada, kids, "River Otter")
        posted = post(ada, story(kids))
        comment = Comment.objects.get(id=posted.comment_id)
        assert (comment.byline_name, comment.byline_place, comment.byline_standing) == ("River Otter", "", [])
        assert [why["code"] for why in posted.why] == ["youth"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Write me: otter@mail.example", "contact:email"),
            ("Emma Tremblay is in my class", "name:full"),
            ("signed, ada okafor", "name:full"),
            ("Okafor is what they call me at the club.", "name:full"),
            ("They call me O.k.á.f.o.r there.", "name:full"),
            ("I go to Brindle Elementary", "contact:school"),
        ],
    )
    def test_what_gives_someone_away_is_refused_and_named(
        self, kids: Community, ada: Person, text: str, code: str
    ) -> None:
        cast.display_name(ada, kids, "River Otter")
        with pytest.raises(KeepItPrivate) as refused:
            post(ada, story(kids), text)
        assert code in {found["code"] for found in refused.value.data["found"]}
        assert not Comment.objects.exists()

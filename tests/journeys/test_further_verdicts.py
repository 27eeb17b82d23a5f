"""Holding, putting back, a note to readers, the law; and everything a statement of reasons has to say."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment, Tally
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.prove import prove
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import Invalid
from undersigned.ledger.shapes import Verified
from undersigned.live.models import Event
from undersigned.moderation import reads
from undersigned.moderation.models import Case
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.scoring import reads as scorer
from undersigned.snapshots import reads as snapshots

WORDS = {
    "en": {
        "end": "No end is set",
        "scorer": "initiative",
        "own": "initiative",
        "report": "had reported",
        "notice": "as unlawful",
        "program": scorer.VERSION,
        "no program": "No program",
        "free": "free of charge",
    },
    "fr": {
        "end": "Aucun terme",
        "scorer": "initiative",
        "own": "initiative",
        "report": "avait signalé",
        "notice": "comme illicite",
        "program": scorer.VERSION,
        "no program": "Aucun programme",
        "free": "gratuitement",
    },
}
LABEL = "The pumps were bought in 1988, says the auditor."


def decision_of(decision_id: UUID) -> Any:
    return reads.decision(decision_id)


def mail_to(address: str) -> list[str]:
    rows = Owed.objects.filter(kind="mail").order_by("id")
    return [json.dumps(row.payload, ensure_ascii=False) for row in rows if address in row.payload["to"]]


def test_a_public_comment_is_held_until_it_is_decided(news: Community, ada: Person, mona: Person) -> None:
    here = story(news)
    posted = post(ada, here)
    call_in(acting(mona), posted.comment_id)
    ruled(mona, posted.comment_id, "hold", facts="It names a private person.")
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.state, comment.present) == ("held", False)
    assert open_case(posted.comment_id).closed_at is None
    assert (Tally.objects.get(story=here).published, Tally.objects.get(story=here).accepted) == (0, 1)
    letter = letters_to(ada)[-1]
    assert "out of sight until the newsroom has decided" in letter
    assert "It names a private person." in letter
    ruled(mona, posted.comment_id, "publish")
    assert Comment.objects.get(id=posted.comment_id).state == "published"
    assert isinstance(prove(), Verified)


def test_a_hold_names_what_is_wrong(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news))
    call_in(acting(mona), posted.comment_id)
    with pytest.raises(Invalid):
        ruled(mona, posted.comment_id, "hold", clauses=[])


def test_what_was_removed_is_put_back_in_its_place(
    news: Community, ada: Person, benoit: Person, mona: Person, marc: Person
) -> None:
    here = story(news)
    first = post(ada, here)
    reply = post(benoit, here, in_reply_to=first.comment_id)
    call_in(acting(mona), reply.comment_id)
    ruled(mona, reply.comment_id, "remove")
    assert Comment.objects.get(id=first.comment_id).reply_count == 0
    call_in(acting(marc), reply.comment_id)
    assert "publish" not in reads.fitting(open_case(reply.comment_id).id)
    ruled(marc, reply.comment_id, "restore")
    assert Comment.objects.get(id=first.comment_id).reply_count == 1
    assert "remis en place" in letters_to(benoit)[-1]
    assert isinstance(prove(), Verified)


def test_an_appeal_is_granted_by_putting_it_back(
    news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    posted = post(ada, story(news))
    call_in(acting(mona), posted.comment_id)
    decision_id = ruled(mona, posted.comment_id, "remove")
    asked = appeal(acting(ada), decision_id, "The auditor said so.")
    ruled(marc, posted.comment_id, "restore")
    assert reads.appeal(asked).outcome == "overturned"
    assert "The decision was overturned" in letters_to(ada)[-1]


def test_a_note_to_readers_stands_under_the_comment_and_is_told_live(
    news: Community, ada: Person, mona: Person
) -> None:
    here = story(news)
    posted = post(ada, here)
    call_in(acting(mona), posted.comment_id)
    with pytest.raises(Invalid):
        ruled(mona, posted.comment_id, "label")
    ruled(mona, posted.comment_id, "label", label=LABEL)
    assert snapshots.comment(posted.comment_id)["label"] == LABEL
    assert Event.objects.order_by("id").values_list("kind", flat=True).last() == "revised"
    assert LABEL in letters_to(ada)[-1]
    call_in(acting(mona), posted.comment_id)
    ruled(mona, posted.comment_id, "label", label="")
    assert snapshots.comment(posted.comment_id)["label"] is None
    assert "taken away" in letters_to(ada)[-1]
    assert isinstance(prove(), Verified)


def test_a_removed_comment_shows_no_note(news: Community, ada: Person, benoit: Person, mona: Person) -> None:
    here = story(news)
    posted = post(ada, here)
    post(benoit, here, in_reply_to=posted.comment_id)
    for verdict, fields in (("label", {"label": LABEL}), ("remove", {})):
        call_in(acting(mona), posted.comment_id)
        ruled(mona, posted.comment_id, verdict, **fields)
    assert snapshots.comment(posted.comment_id)["label"] is None


def test_what_is_unlawful_is_said_with_the_law_and_why(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news))
    call_in(acting(mona), posted.comment_id)
    decision_id = ruled(
        mona,
        posted.comment_id,
        "remove",
        clauses=[],
        law="Criminal Code, s. 319",
        law_text="It calls for violence.",
        source="order",
    )
    said = reads.sentences(decision_of(decision_id))
    assert "It is held to be unlawful under Criminal Code, s. 319: It calls for violence." in said
    assert "A court or an authority had ordered it." in said
    assert "Criminal Code" in letters_to(ada)[-1]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("brought", ["scorer", "report", "notice", "own"])
def test_a_statement_of_reasons_says_everything(
    news: Community, ada: Person, benoit: Person, mona: Person, language: str, brought: str
) -> None:
    """DSA art. 17(3): restriction and duration, facts and source, machine, ground, redress."""
    posted = post(ada, story(news), HELD if brought == "scorer" else "The pumps are old.")
    if brought == "report":
        report(acting(benoit), posted.comment_id, ReportDraft(clause="2"))
    elif brought == "notice":
        report(acting(benoit), posted.comment_id, ReportDraft(law="s. 319", text="Violence."))
    elif brought == "own":
        call_in(acting(mona), posted.comment_id)
    verdict = "refuse" if brought == "scorer" else "remove"
    decision = decision_of(ruled(mona, posted.comment_id, verdict, facts="The last sentence."))
    assert decision.detector == (scorer.VERSION if brought == "scorer" else "")
    with translation.override(language):
        restriction, source, facts, machine, redress = reads.sentences(decision)
    words = {
        "en": (
            "No end is set",
            "initiative",
            "had reported",
            "as unlawful",
            scorer.VERSION,
            "No program",
            "free of charge",
        ),
        "fr": (
            "Aucun terme",
            "initiative",
            "avait signalé",
            "comme illicite",
            scorer.VERSION,
            "Aucun programme",
            "gratuit",
        ),
    }[language]
    no_end, own, reported, notified, program, no_program, free = words
    assert no_end in restriction
    assert {"scorer": own, "own": own, "report": reported, "notice": notified}[brought] in source
    assert facts == "The last sentence."
    assert (program if brought == "scorer" else no_program) in machine
    assert free in redress


def test_who_reported_gets_a_receipt_and_the_outcome(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    posted = post(ada, story(news))
    report(acting(benoit), posted.comment_id, ReportDraft(clause="2", text="It shouts."))
    stranger: dict[str, Any] = {
        "name": "P. Roy",
        "email": "p.roy@a.example",
        "good_faith": True,
        "language": "fr",
    }
    report(None, posted.comment_id, ReportDraft(law="s. 319", text="Violence.", **stranger))
    assert "Vous avez signalé un commentaire" in json.loads(mail_to(benoit.email)[-1])["text"]
    receipt = json.loads(mail_to("p.roy@a.example")[-1])["text"]
    assert "comme illicite" in receipt
    ruled(mona, posted.comment_id, "remove")
    assert "Il n’est plus affiché" in mail_to(benoit.email)[-1]
    assert "Aucun programme" in mail_to("p.roy@a.example")[-1]
    assert "P. Roy" not in "".join(letters_to(ada))


def test_who_reported_is_told_that_it_stays_and_that_it_was_withdrawn(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    here = story(news)
    kept, taken_back = post(ada, here), post(ada, here, "The valves are older still.")
    for posted in (kept, taken_back):
        report(acting(benoit), posted.comment_id, ReportDraft(clause="2"))
    ruled(mona, kept.comment_id, "publish")
    assert "n’a pas été jugé contraire" in mail_to(benoit.email)[-1]
    withdraw(acting(ada), taken_back.comment_id)
    assert "l’a retiré" in mail_to(benoit.email)[-1]
    assert not Case.objects.filter(closed_at=None).exists()


@pytest.mark.parametrize(("language", "court"), [("en", "turn to a court"), ("fr", "saisir un tribunal")])
def test_a_hold_says_which_redress_there_is_now(
    news: Community, ada: Person, mona: Person, language: str, court: str
) -> None:
    posted = post(ada, story(news))
    call_in(acting(mona), posted.comment_id)
    held = decision_of(ruled(mona, posted.comment_id, "hold"))
    with translation.override(language):
        said = reads.sentences(held)[-1]
    assert court in said
    assert WORDS[language]["free"] in said
    assert "turn to a court" in letters_to(ada)[-1]


def test_of_what_was_public_nobody_says_that_it_is_to_be_published(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news))  # looked at after publication: its case is open
    ruled(mona, posted.comment_id, "hold")
    assert reads.waiting([posted.comment_id]) == {posted.comment_id: ({"code": "kept-out"},)}
    ruled(mona, posted.comment_id, "publish")
    assert "is now published" in letters_to(ada)[-1]

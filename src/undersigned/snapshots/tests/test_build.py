"""Documents from facts alone: no database here."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from undersigned.conversation.shapes import BylineShape, CommentShape, Page
from undersigned.licensing.shapes import ReprintShape
from undersigned.snapshots import build
from undersigned.snapshots.addresses import Place, comment_at
from undersigned.stories.rules import Opening

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HERE = Place("https://talk.paper.example", "news", "1.3490270")
SAID = CommentShape(
    id=UUID(int=1),
    state="published",
    byline=BylineShape("Ada Okafor", "Halifax", ("member",)),
    text="So be it.",
    html="<p>So be it.</p>",
    language="en",
    published_at=NOON,
    revised_at=None,
    in_reply_to=None,
    depth=0,
    reply_count=0,
    recommendation_count=2,
    picked=True,
    label="",
)
REPRINT = ReprintShape(
    id=UUID(int=9),
    comment_id=SAID.id,
    comment_state="published",
    by_id=UUID(int=3),
    use="print",
    part="whole",
    text="So be it.",
    byline_name="Ada Okafor",
    byline_place="",
    story_headline="Flood",
    story_url="https://paper.example/flood",
    licence_version=3,
    sha256="0" * 64,
    at=NOON,
)


def test_a_comment_has_the_fields_of_the_contract() -> None:
    assert build.comment(SAID, HERE, {SAID.id: [REPRINT]}) == {
        "id": str(SAID.id),
        "state": "published",
        "byline": {"name": "Ada Okafor", "place": "Halifax", "standing": ["member"]},
        "text": "So be it.",
        "html": "<p>So be it.</p>",
        "language": "en",
        "published_at": "2026-05-04T12:00:00.000Z",
        "revised_at": None,
        "in_reply_to": None,
        "depth": 0,
        "counts": {"replies": 0, "recommendations": 2},
        "picked": True,
        "label": None,
        "reprints": [
            {
                "id": str(REPRINT.id),
                "use": "print",
                "part": "whole",
                "licence_version": 3,
                "at": "2026-05-04T12:00:00.000Z",
            }
        ],
        "replies": [],
        "replies_next": None,
        "url": f"https://talk.paper.example/news/1.3490270/comments/{SAID.id}/",
    }


def test_what_was_taken_away_tells_nothing_but_its_place() -> None:
    gone = replace(SAID, state="removed", byline=None, text="", html="", reply_count=1, replies=(SAID,))
    document = build.comment(gone, HERE, {SAID.id: [REPRINT]})
    assert (document["byline"], document["text"], document["html"], document["reprints"]) == (
        None,
        None,
        None,
        [],
    )
    assert document["replies"][0]["text"] == "So be it."


def test_what_was_never_public_has_no_time_of_publication() -> None:
    for state in ("held", "refused"):
        assert build.comment(replace(SAID, state=state), HERE, {})["published_at"] is None


def test_a_conversation_says_whether_it_is_open_and_carries_its_notices() -> None:
    facts = build.Conversation(
        version=7,
        state=Opening(False, "closed", "It got late.", opens_at=NOON),
        reason="It got late.",
        count=12,
        notices={"endorsement": "Not ours.", "names": "Signed.", "something": "else"},
        page=Page((SAID,), "further"),
    )
    document = build.conversation(facts, HERE)
    assert document["state"] == {
        "open": False,
        "reason": "It got late.",
        "closes_at": None,
        "why": "closed",
        "opens_at": "2026-05-04T12:00:00.000Z",
    }
    assert (document["version"], document["counts"], document["next"]) == (7, {"comments": 12}, "further")
    assert document["notices"] == {"names": "Signed.", "endorsement": "Not ours."}
    assert json.loads(json.dumps(document)) == document


def test_every_comment_shown_is_asked_for_its_reprints() -> None:
    reply = replace(SAID, id=UUID(int=2), replies=(replace(SAID, id=UUID(int=3)),))
    assert [each.int for each in build.ids([replace(SAID, replies=(reply,))])] == [1, 2, 3]


@given(st.datetimes(timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))))
def test_a_moment_keeps_its_millisecond_in_any_zone(at: datetime) -> None:
    try:
        at.astimezone(UTC)
    except OverflowError:  # before the year 1, after 9999
        return
    said = build.moment(at)
    assert said is not None
    assert said.endswith("Z")
    assert timedelta() <= at - datetime.fromisoformat(said) < timedelta(milliseconds=1)


@given(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9._~-]{1,40}", fullmatch=True),
    st.uuids(),
)
def test_a_permalink_leads_back_to_its_comment(community: str, story: str, comment_id: UUID) -> None:
    place = Place("https://talk.paper.example", community, story)
    assert comment_at(place.comment(comment_id), place.base_url) == (community, story, comment_id)
    assert comment_at(f"{place.comment(comment_id)}?from=mail#top", place.base_url) is not None


def test_no_other_address_is_a_permalink() -> None:
    permalink = HERE.comment(SAID.id)
    for other in (
        permalink.replace("talk.", "evil."),
        permalink.replace("https", "http"),
        f"https://evil.example/?u={permalink}",
        f"{HERE.base_url}.evil.example/news/x/comments/{SAID.id}/",
        HERE.page,
        f"{HERE.page}comments/{'-' * 36}/",
        f"{permalink}revise/",
        "",
    ):
        assert comment_at(other, HERE.base_url) is None

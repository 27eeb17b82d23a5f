"""Every reason that a room can give has words, and a reader never sees a code."""

import pytest

from undersigned.people.doubts import Doubt
from undersigned.scoring import contacts as scoring
from undersigned.web import reasons


@pytest.mark.parametrize("code", ["youth", "mode-before", "author-held", "name-challenged", "name-doubted"])
def test_a_reason_to_wait_is_a_sentence(code: str) -> None:
    (sentence,) = reasons.waiting([{"code": code}])
    assert code not in sentence
    assert sentence.endswith(".")


def test_what_the_text_holds_is_quoted() -> None:
    why = [{"code": "text", "finding": "words:insult", "excerpt": "moron"}]
    assert "“moron”" in reasons.waiting(why)[0]


def test_a_very_long_excerpt_is_quoted_in_part() -> None:
    said = reasons.waiting([{"code": "text", "finding": "repeats", "excerpt": "@" * 5_000}])[0]
    assert said.startswith("It repeats itself: “@@@")
    assert len(said) < 200


def test_an_unknown_reason_is_told_kindly() -> None:
    assert reasons.waiting([{"code": "brand-new"}]) == [str(reasons.SOMEONE_WILL_LOOK)]


def test_no_reason_at_all_is_told_kindly() -> None:
    assert reasons.waiting([]) == [str(reasons.SOMEONE_WILL_LOOK)]


def test_a_reason_is_said_once() -> None:
    assert len(reasons.waiting([{"code": "youth"}, {"code": "youth"}])) == 1


def test_every_contact_has_words() -> None:
    assert set(scoring.CONTACTS) <= set(reasons.FINDINGS)


def test_every_doubt_has_words() -> None:
    assert {doubt.value for doubt in Doubt} == set(reasons.DOUBTS)
    assert len(reasons.doubts([doubt.value for doubt in Doubt])) == len(Doubt)


def test_a_young_writer_is_shown_what_to_take_out() -> None:
    found = [{"code": "contact:phone", "excerpt": "506 555 0100"}]
    assert "506 555 0100" in reasons.revealing(found)[0]


def test_a_limit_on_the_next_few_is_not_told_as_one_on_everything() -> None:
    why = [{"code": "author-held"}]
    assert "everything" not in f"{reasons.waiting(why)} {reasons.deciding(why[0])}".lower()

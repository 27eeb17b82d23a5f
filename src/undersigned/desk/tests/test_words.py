import pytest

from undersigned.desk.words import FINDINGS, Reason, excerpts_in, reasons
from undersigned.people.doubts import Doubt
from undersigned.scoring.contacts import CONTACTS
from undersigned.web.reasons import DECIDING, DOUBTS


def test_the_same_finding_is_told_once_with_all_its_words() -> None:
    why = [
        {"code": "text", "finding": "words:insult", "excerpt": word} for word in ("moron", "cretin", "moron")
    ]
    assert reasons(why) == [Reason("On the list of insults", ("moron", "cretin"))]
    assert excerpts_in(why) == ["moron", "cretin", "moron"]


def test_the_most_telling_reason_comes_first_and_a_review_is_no_news() -> None:
    why = [{"code": "mode-before"}, {"code": "mode-after"}, {"code": "scorer-failed"}]
    assert [reason.words for reason in reasons(why)] == [
        str(DECIDING["scorer-failed"]),
        str(DECIDING["mode-before"]),
    ]
    assert reasons([{"code": "mode-after"}]) == [Reason(str(DECIDING["mode-after"]))]


def test_a_text_in_capitals_is_not_quoted_whole() -> None:
    why = [{"code": "text", "finding": "capitals", "excerpt": "ALL OF IT"}]
    assert reasons(why) == [Reason(str(FINDINGS["capitals"]))]
    assert excerpts_in(why) == []


def test_a_reported_clause_is_named_where_its_title_is_known() -> None:
    why = [{"code": "reported", "clause": "3", "law": False}]
    assert reasons(why, {"3": "Stay on the story"})[0].words == "Reported under clause 3 (Stay on the story)."
    assert reasons(why)[0].words == "Reported under clause 3."
    assert reasons([{"code": "reported", "clause": "", "law": True}])[0].words == "Reported as unlawful."


@pytest.mark.parametrize("finding", [*CONTACTS, "name:full", "words:insult", "capitals", "repeats", "links"])
def test_every_finding_has_words(finding: str) -> None:
    assert finding in FINDINGS


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_has_words(doubt: str) -> None:
    assert doubt in DOUBTS

"""Statements of reasons: what breaks a rule of the EU's database is told."""

import json
from typing import Any

import pytest

from undersigned.exchange.statements import AT_ONCE, batches, faults
from undersigned.stories.tests.material import SHARED

VALUES_FILE = SHARED / "standards" / "dsa-values.json"
GOOD: dict[str, Any] = {
    "puid": "019df2a0-0000-7000-8000-000000000012",
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Guidelines, version 1: 2 Argue with ideas",
    "incompatible_content_explanation": "Contradict what was said.",
    "incompatible_content_illegal": "INCOMPATIBLE_CONTENT_ILLEGAL_NO",
    "content_type": ["CONTENT_TYPE_TEXT"],
    "category": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    "content_date": "2026-05-04",
    "application_date": "2026-05-05",
    "decision_facts": "A comment was removed.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "AUTOMATED_DETECTION_NO",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    "content_language": "EN",
}


@pytest.fixture(scope="module")
def values() -> dict[str, list[str]]:
    if not VALUES_FILE.exists():
        pytest.skip("the database's values are not here: shared/standards/dsa-values.json")
    return dict(json.loads(VALUES_FILE.read_text()))


def test_a_good_one_has_no_fault(values: dict[str, list[str]]) -> None:
    assert faults(GOOD, values) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"puid": ""}, "puid"),
        ({"puid": "a b"}, "puid"),
        ({"puid": "x" * 501}, "puid"),
        ({"decision_visibility": []}, "decision_visibility"),
        ({"decision_visibility": "DECISION_VISIBILITY_CONTENT_REMOVED"}, "decision_visibility"),
        ({"decision_visibility": ["DECISION_VISIBILITY_GONE"]}, "decision_visibility"),
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other"),
        ({"decision_visibility_other": "More"}, "decision_visibility_other"),
        ({"decision_account": "DECISION_ACCOUNT_LOST"}, "decision_account"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "illegal_content_legal_ground"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "incompatible_content_ground"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "incompatible_content_illegal"),
        ({"decision_ground": "WHIM"}, "decision_ground"),
        ({"incompatible_content_explanation": ""}, "incompatible_content_explanation"),
        ({"incompatible_content_explanation": "x" * 2_001}, "incompatible_content_explanation"),
        ({"illegal_content_legal_ground": "s. 319"}, "illegal_content_legal_ground"),
        ({"decision_ground_reference_url": "guidelines"}, "decision_ground_reference_url"),
        ({"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other"),
        ({"content_type": ["CONTENT_TYPE_SONG"]}, "content_type"),
        ({"category": "STATEMENT_CATEGORY_MANNERS"}, "category"),
        ({"category": None}, "category"),
        ({"category_addition": ["STATEMENT_CATEGORY_MANNERS"]}, "category_addition"),
        ({"category_specification": ["KEYWORD_MANNERS"]}, "category_specification"),
        ({"content_date": "1999-12-31"}, "content_date"),
        ({"content_date": "2026-5-4"}, "content_date"),
        ({"content_date": "2026-02-30"}, "content_date"),
        ({"application_date": "2019-12-31"}, "application_date"),
        ({"application_date": "2038-01-02"}, "application_date"),
        ({"end_date_visibility_restriction": "2039-01-01"}, "end_date_visibility_restriction"),
        ({"decision_facts": ""}, "decision_facts"),
        ({"decision_facts": "x" * 5_001}, "decision_facts"),
        ({"source_type": "SOURCE_GOSSIP"}, "source_type"),
        ({"source_identity": "Somebody"}, "source_identity"),
        ({"automated_detection": "PERHAPS"}, "automated_detection"),
        ({"automated_decision": None}, "automated_decision"),
        ({"content_language": "english"}, "content_language"),
        ({"territorial_scope": ["FR", "CA"]}, "territorial_scope"),
        ({"category_specification_other": "x" * 501}, "category_specification_other"),
        ({"account_type": "ACCOUNT_TYPE_SECRET"}, "account_type"),
    ],
)
def test_what_breaks_a_rule_is_told(values: dict[str, list[str]], change: dict[str, Any], fault: str) -> None:
    assert fault in faults(GOOD | change, values)


def test_a_call_takes_a_hundred() -> None:
    assert [len(batch) for batch in batches([{}] * (AT_ONCE * 2 + 1))] == [AT_ONCE, AT_ONCE, 1]
    assert list(batches([])) == []
